import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { Empty, Loading } from "./empty.tsx";
import { Choice } from "./fields.tsx";
import { shortId } from "./id-chip.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { oneOf, useUrlState } from "./url-state.ts";

type Count = AnswerOf<"policy.shadow">["items"][number];

const examplesShown = 5;
const wouldWords: Readonly<Record<Count["would"], string>> = {
  deny: "deny",
  ask: "ask a person",
  defer: "put off",
  fail: "fail",
};

/** What policies in shadow would have done to what was really decided, by policy, with a way to some of the actions. */
export function ShadowCounts(): ReactNode {
  const [state, change] = useUrlState();
  const days = oneOf(state["days"], ["7", "90"] as const) ?? "30";
  const found = useQuery({ ...ask("policy.shadow", { days: Number(days) }), refetchInterval: 30_000 });
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading rows={8} />;
  const { items, inShadow } = found.data;
  const lines = [...Map.groupBy(items, ({ policy, would, code }) => `${policy} ${would} ${code}`).values()].sort(
    (a, b) => sum(b, "changed") - sum(a, "changed"),
  );
  const silent = inShadow.filter((id) => !items.some(({ policy }) => policy === id));
  return (
    <div className="scroll-area min-h-0 grow p-6">
      <Section
        title="Would have"
        says="each action once a day; nothing of it decided anything"
        aside={
          <Choice
            label="Time"
            value={days}
            options={[
              ["7", "7 days"],
              ["30", "30 days"],
              ["90", "90 days"],
            ]}
            onChange={(value) => change({ days: value === "30" ? undefined : value })}
          />
        }
      >
        {lines.length === 0 ? (
          <Empty title="No policy in shadow spoke against anything" isSmall>
            Put a policy in shadow in the editor, under its modes: it is counted here beside what is really decided.
          </Empty>
        ) : (
          <div className="overflow-x-auto">
            <Table lines={lines} />
          </div>
        )}
        {silent.length === 0 ? null : (
          <p className="border-t border-line px-4 py-2 text-sm text-ink-2">
            In shadow and silent: <span className="font-mono text-xs">{silent.join(", ")}</span>
          </p>
        )}
      </Section>
    </div>
  );
}

function Table({ lines }: { readonly lines: readonly (readonly Count[])[] }): ReactNode {
  return (
    <table className="w-full" aria-label="What policies in shadow would have done">
      <thead>
        <tr className="text-left text-sm text-ink-3">
          <th scope="col" className="px-4 pb-1 font-medium">
            Policy
          </th>
          <th scope="col" className="px-2 pb-1 font-medium">
            Would
          </th>
          <th scope="col" className="px-2 pb-1 text-right font-medium">
            Actions
          </th>
          <th scope="col" className="px-2 pb-1 text-right font-medium">
            That went on
          </th>
          <th scope="col" className="px-4 pb-1 font-medium">
            Some of them
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((rows) => {
          const [first] = rows;
          if (first === undefined) return null;
          const examples = [...new Set(rows.flatMap((row) => row.examples))].slice(0, examplesShown);
          return (
            <tr key={`${first.policy} ${first.would} ${first.code}`} className="h-8 border-t border-line">
              <th scope="row" className="px-4 text-left font-mono text-xs font-medium">
                {first.policy}
              </th>
              <td className="px-2">
                {wouldWords[first.would]} <span className="font-mono text-xs text-ink-3">{first.code}</span>
              </td>
              <td className="number px-2 text-right">{sum(rows, "actions").toLocaleString("en")}</td>
              <td className="number px-2 text-right font-medium">{sum(rows, "changed").toLocaleString("en")}</td>
              <td className="px-4">
                {examples.map((id) => (
                  <Link
                    key={id}
                    to="/actions/$id"
                    params={{ id }}
                    className="mr-2 font-mono text-xs text-info hover:underline"
                  >
                    {shortId(id)}
                  </Link>
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function sum(rows: readonly Count[], what: "actions" | "changed"): number {
  return rows.reduce((total, row) => total + row[what], 0);
}
