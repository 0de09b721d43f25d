import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Loading } from "./empty.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { Status } from "./status.tsx";
import { counted } from "./words.ts";

type Answer = AnswerOf<"policy.lint">;
type Fault = Answer["faults"][number];

/** What the gate says of a draft: its faults with a way to each, or how its cases came out and what they do not try. */
export function DraftReport(props: {
  readonly lint: UseQueryResult<Answer>;
  readonly isChanged: boolean;
  readonly onGoTo: (fault: Fault) => void;
}): ReactNode {
  const { data, isError, error, refetch, isFetching } = props.lint;
  if (isError) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading rows={3} />;
  return (
    <div className="border-t border-line">
      <p role="status" className="px-4 pt-3 pb-2 font-medium">
        <Verdict answer={data} isChanged={props.isChanged} />
        {isFetching ? <span className="ml-2 font-normal text-ink-3">checking…</span> : null}
      </p>
      <ul aria-label="Faults">
        {data.faults.map((fault) => (
          <li key={`${fault.text} ${fault.line} ${fault.policy} ${fault.says}`} className="px-4 py-1.5">
            <button
              type="button"
              disabled={fault.line === null}
              onClick={() => props.onGoTo(fault)}
              className="text-left enabled:hover:underline"
            >
              <span className="font-mono text-xs font-semibold text-bad">
                {[fault.policy, placeOf(fault)].filter(Boolean).join(" · ") || "the whole"}
              </span>
              <span className="block break-words">{fault.says}</span>
            </button>
          </li>
        ))}
      </ul>
      {data.cases === null ? null : <Cases cases={data.cases} />}
    </div>
  );
}

function Verdict({ answer, isChanged }: { readonly answer: Answer; readonly isChanged: boolean }): ReactNode {
  const failed = answer.cases?.failed.length ?? 0;
  if (answer.faults.length > 0)
    return (
      <Status code="refused" tone="bad" word={`The gate refuses this: ${counted(answer.faults.length, "fault")}`} />
    );
  if (failed > 0)
    return <Status code="failed" word={`${counted(failed, "case")} of ${answer.cases?.cases} came out otherwise`} />;
  const tried = `${counted(answer.cases?.cases ?? 0, "case")} came out as they say`;
  return <Status code="pass" word={isChanged ? `Nothing is wrong: ${tried}` : `This is what is in force: ${tried}`} />;
}

function placeOf({ text, line }: Fault): string {
  return [text, line === null ? "" : `line ${line}`].filter(Boolean).join(" ");
}

function Cases({ cases }: { readonly cases: NonNullable<Answer["cases"]> }): ReactNode {
  return (
    <>
      <ul aria-label="Cases that came out otherwise">
        {cases.failed.map(({ table, name, says }) => (
          <li key={`${table} ${name}`} className="px-4 py-1.5">
            <span className="font-medium">{name}</span>
            <span className="block text-ink-2">{says}</span>
          </li>
        ))}
      </ul>
      {cases.uncovered.length === 0 ? null : (
        <details className="px-4 pb-3">
          <summary className="text-sm text-ink-2 hover:text-ink">
            {counted(cases.uncovered.length, "policy", "policies")} without a case that hits and one that passes
          </summary>
          <ul className="mt-1">
            {cases.uncovered.map(({ policy, lacks }) => (
              <li key={policy} className="text-sm">
                <span className="font-mono text-xs">{policy}</span>{" "}
                <span className="text-ink-3">has no {lacks.join(" and no ")}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
