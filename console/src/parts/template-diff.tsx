import { type ReactNode, useMemo } from "react";
import type { ItemOf } from "../api/operations.ts";
import { Section } from "./page-header.tsx";
import { type Run, wordDiff } from "./word-diff.ts";

/** What this message says that its template does not, and the other way round; places to fill in show as what filled them. */
export function TemplateDiff({ approval }: { readonly approval: ItemOf<"approvals.list"> }): ReactNode {
  const { template, draft } = approval;
  const runs = useMemo(
    () =>
      template === null
        ? null
        : wordDiff(`${template.subject}\n\n${template.body}`, `${draft.subject}\n\n${draft.body}`),
    [template, draft],
  );
  if (template === null) return null;
  return (
    <Section title="Beside its template" aside={`${template.name} v${template.version}`}>
      {template.isApproved ? null : <p className="px-4 pb-2 text-warn">Nobody approved this version.</p>}
      {runs === null ? (
        <p className="px-4 pb-3 text-ink-2">The texts are too long to compare.</p>
      ) : (
        <p className="px-4 pb-3 break-words whitespace-pre-wrap">{runs.map(shown)}</p>
      )}
    </Section>
  );
}

function shown({ is, text }: Run, position: number): ReactNode {
  const key = `${position} ${is}`;
  if (is === "added")
    return (
      <ins key={key} className="bg-good/12 no-underline">
        {text}
      </ins>
    );
  if (is === "gone")
    return (
      <del key={key} className="text-ink-3">
        {text}
      </del>
    );
  return <span key={key}>{text}</span>;
}
