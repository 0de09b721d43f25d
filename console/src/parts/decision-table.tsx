import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Empty } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { Status } from "./status.tsx";

type Report = AnswerOf<"report.decisions">;

const order = ["allow", "needs_approval", "defer", "deny"];

/** Decisions by outcome and reason: "why was this not sent?", counted. */
export function DecisionTable(props: { readonly report: Report }): ReactNode {
  const { rows, total } = props.report;
  const groups = Map.groupBy(rows, (row) => row.outcome);
  const outcomes = [...groups.keys()].sort((left, right) => order.indexOf(left) - order.indexOf(right));
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <Section title="Decisions" says="by outcome and reason" aside={`${total.toLocaleString("en")} counted`}>
      {rows.length === 0 ? (
        <Empty title="Nothing was decided yet" isSmall>
          Every proposal of an agent or a sequence is decided by policy, and counted here with its reasons.
        </Empty>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full" aria-label="Decisions by outcome and reason">
            <thead>
              <tr className="text-left text-sm text-ink-3">
                <th scope="col" className="px-4 pb-1 font-medium">
                  Outcome
                </th>
                <th scope="col" className="px-2 pb-1 font-medium">
                  Reason
                </th>
                <th scope="col" className="px-4 pb-1 text-right font-medium">
                  Count
                </th>
                <th scope="col" className="w-[28%] px-4 pb-1 max-lg:hidden">
                  <span className="sr-only">Share</span>
                </th>
              </tr>
            </thead>
            {outcomes.map((outcome) => (
              <Outcome key={outcome} outcome={outcome} rows={groups.get(outcome) ?? []} most={most} />
            ))}
          </table>
        </div>
      )}
    </Section>
  );
}

function Outcome(props: { readonly outcome: string; readonly rows: Report["rows"]; readonly most: number }): ReactNode {
  return (
    <tbody className="border-t border-line">
      {props.rows.map((row, at) => (
        <tr key={row.reason ?? ""} className="relative h-8 hover:bg-sunken/60">
          <td className="px-4 whitespace-nowrap">
            {at === 0 ? <Status code={row.outcome} /> : <span className="sr-only">{row.outcome}</span>}
          </td>
          <td className="px-2">
            <Link
              to="/actions"
              search={{ outcome: row.outcome, ...(row.reason === null ? {} : { code: row.reason }) }}
              className={`row-link ${row.reason === null ? "" : "font-mono text-sm"}`}
            >
              {row.reason ?? "No policy objected"}
            </Link>
          </td>
          <td className="number px-4 text-right font-medium">{row.count.toLocaleString("en")}</td>
          <td className="px-4 max-lg:hidden">
            <div
              aria-hidden
              className="h-1.5 min-w-px rounded-full bg-bar"
              style={{ width: `${(100 * row.count) / props.most}%` }}
            />
          </td>
        </tr>
      ))}
    </tbody>
  );
}
