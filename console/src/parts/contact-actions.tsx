import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { Empty, Loading } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { Status } from "./status.tsx";
import { When } from "./when.tsx";
import { wordFor } from "./words.ts";

/** What was proposed for a contact, and what became of it. */
export function ContactActions(props: { readonly contactId: `con_${string}` }): ReactNode {
  const found = useQuery(ask("actions.list", { contactId: props.contactId, limit: 50 }));
  const items = found.data?.items ?? [];
  return (
    <Section title="Actions">
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isSuccess && items.length === 0 ? (
        <Empty title="Nothing was proposed" isSmall>
          Agents and sequences propose touches; each one is decided, and listed here even when it was refused.
        </Empty>
      ) : null}
      <ul className="pb-2">
        {items.map((action) => (
          <li key={action.id} className="relative flex h-9 items-center gap-3 px-4 hover:bg-sunken/60">
            <Link to="/actions/$id" params={{ id: action.id }} className="row-link w-28 shrink-0 truncate">
              {wordFor(action.kind).word}
              <span className="text-ink-3"> · step {action.step}</span>
            </Link>
            <span className="w-36 shrink-0 max-xl:w-32">
              <Status code={action.state} />
            </span>
            <span className="min-w-0 truncate text-ink-2">{action.stoppedReason ?? action.reasons[0]?.says ?? ""}</span>
            <span className="ml-auto shrink-0 text-sm text-ink-3">
              <When at={action.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
