import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { type AnswerOf, tellNow } from "../api/operations.ts";
import { Button } from "./button.tsx";
import { Empty } from "./empty.tsx";
import { Tabs } from "./fields.tsx";
import { Section } from "./page-header.tsx";
import { usePolicyDraft } from "./policy-draft.ts";
import { ProblemNote } from "./problem-note.tsx";
import { SimulateOne } from "./simulate-one.tsx";
import { Status } from "./status.tsx";
import { counted } from "./words.ts";

type Page = AnswerOf<"policy.simulateQueue">;

/** What would be decided about one touch, or about everything that waits, by what is in force or by the draft. */
export function Simulate(props: { readonly policy: AnswerOf<"policy.get">; readonly workspace: string }): ReactNode {
  const { draft, isChanged } = usePolicyDraft(props.workspace, props.policy);
  const [by, setBy] = useState<"force" | "draft">(isChanged ? "draft" : "force");
  const organisation = by === "draft" && isChanged ? { organisation: draft.organisation } : {};
  return (
    <div className="scroll-area min-h-0 grow space-y-4 p-6">
      <div className="flex flex-wrap items-center gap-3">
        <Tabs
          label="By which policies"
          value={by}
          options={[
            ["force", "By those in force"],
            ["draft", "By my draft"],
          ]}
          onChange={(next) => setBy(next === "draft" ? "draft" : "force")}
        />
        <span className="text-ink-3">
          {by === "draft" && !isChanged
            ? "There is no draft: this is what is in force."
            : by === "draft"
              ? "The organisation's text of the draft; the team's policies and modes are those in force."
              : "Nothing is written, and nobody is contacted."}
        </span>
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <SimulateOne organisation={organisation} />
        <Queue organisation={organisation} />
      </div>
    </div>
  );
}

function Queue({ organisation }: { readonly organisation: { readonly organisation?: string } }): ReactNode {
  const [pages, setPages] = useState<readonly Page[]>([]);
  const look = useMutation({
    mutationFn: (after: Page["next"]) =>
      tellNow("policy.simulateQueue", { ...organisation, limit: 200, ...(after === null ? {} : { after }) }),
    onSuccess: (page, after) => setPages((before) => (after === null ? [page] : [...before, page])),
  });
  const next = pages.at(-1)?.next ?? null;
  return (
    <Section
      title="Everything that waits"
      says="decided again as if now"
      aside={
        <Button disabled={look.isPending} onClick={() => look.mutate(null)}>
          {look.isPending ? "Deciding…" : "Decide the queue"}
        </Button>
      }
    >
      {look.isError ? <ProblemNote error={look.error} /> : null}
      {pages.length === 0 ? (
        <Empty title="Not asked yet" isSmall>
          Every waiting action is decided by these policies, and those that come out otherwise are listed.
        </Empty>
      ) : (
        <Found pages={pages} />
      )}
      {next === null ? null : (
        <div className="px-4 pb-3">
          <Button disabled={look.isPending} onClick={() => look.mutate(next)}>
            Look further
          </Button>
        </div>
      )}
    </Section>
  );
}

function Found({ pages }: { readonly pages: readonly Page[] }): ReactNode {
  const looked = pages.reduce((sum, page) => sum + page.looked, 0);
  const counts = [
    ...Map.groupBy(
      pages.flatMap((page) => page.counts),
      ({ was, now }) => `${was} ${now}`,
    ).values(),
  ];
  const changed = pages.flatMap((page) => page.changed);
  return (
    <div className="px-4 pb-3">
      <p role="status" className="font-medium">
        {changed.length === 0
          ? `${counted(looked, "action")} looked through: none comes out otherwise.`
          : `${counted(changed.length, "action")} of ${looked.toLocaleString("en")} would come out otherwise.`}
      </p>
      {counts.length === 0 ? null : <Counts counts={counts} />}
      <ul aria-label="Actions that would come out otherwise" className="mt-2 divide-y divide-line">
        {changed.map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
            <Link to="/actions/$id" params={{ id: one.id }} className="font-medium hover:underline">
              {one.contact.name}
            </Link>
            <Status code={one.was} /> <span aria-hidden>→</span> <Status code={one.now} />
            <span className="font-mono text-xs text-ink-3">{one.nowCodes.join(", ")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Counts({ counts }: { readonly counts: readonly Page["counts"][] }): ReactNode {
  return (
    <table aria-label="Outcomes, was and now" className="mt-2">
      <thead>
        <tr className="text-left text-sm text-ink-3">
          <th scope="col" className="pr-6 font-medium">
            Was
          </th>
          <th scope="col" className="pr-6 font-medium">
            Now
          </th>
          <th scope="col" className="font-medium">
            Actions
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map((rows) => (
          <tr key={`${rows[0]?.was} ${rows[0]?.now}`}>
            <td className="pr-6">
              <Status code={rows[0]?.was ?? ""} />
            </td>
            <td className="pr-6">
              <Status code={rows[0]?.now ?? ""} />
            </td>
            <td className="number text-right">
              {rows.reduce((sum, { actions }) => sum + actions, 0).toLocaleString("en")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
