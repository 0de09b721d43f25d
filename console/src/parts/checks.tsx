import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Status } from "./status.tsx";
import { counted, type Tone } from "./words.ts";

/** The checks of a decision, and which of them gave a reason. */
interface Verdict {
  readonly checks: AnswerOf<"policy.check">["checks"];
  readonly reasons: readonly { readonly rule: string }[];
}

/** Every policy of the bundle with how it came out: those that object first, the rest folded away but there. */
export function Checks(props: { readonly verdict: Verdict }): ReactNode {
  const { checks, reasons } = props.verdict;
  const rules = new Set(reasons.map((reason) => reason.rule));
  const rows = checks
    .map((check) => ({ ...check, ...nameOf(check, rules.has(check.policy)) }))
    .sort((left, right) => left.order - right.order);
  const count = (code: string) => rows.filter((row) => row.code === code).length;
  return (
    <div className="border-t border-line">
      <details>
        <summary className="px-4 py-2 text-sm text-ink-2 hover:text-ink">
          All {counted(rows.length, "check")}: {count("objects") + count("error")} object, {count("pass")} pass,{" "}
          {count("n/a")} do not apply
        </summary>
        <ul className="pb-2">
          {rows.map((row) => (
            <li key={row.policy} className="flex items-center px-4 py-0.5 text-sm">
              <span className="truncate font-mono text-xs text-ink-2">{row.policy}</span>
              <span className="ml-auto text-ink-2">
                <Status code={row.code} tone={row.tone} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** A policy that hits objects if it gave a reason; otherwise it is the one that permits. */
function nameOf(
  check: Verdict["checks"][number],
  isReason: boolean,
): { readonly code: string; readonly tone: Tone; readonly order: number } {
  switch (check.result) {
    case "error":
      return { code: "error", tone: "bad", order: 0 };
    case "hit":
      return isReason ? { code: "objects", tone: "bad", order: 1 } : { code: "permits", tone: "good", order: 2 };
    case "pass":
      return { code: "pass", tone: "good", order: 3 };
    case "n/a":
      return { code: "n/a", tone: "neutral", order: 4 };
  }
}
