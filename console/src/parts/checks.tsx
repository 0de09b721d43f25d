import type { ReactNode } from "react";
import type { Verdict } from "../../../src/policy/contract.ts";
import { Status } from "./status.tsx";
import { counted } from "./words.ts";

/** Every policy of the bundle with how it came out: those that object first, the rest folded away but there. */
export function Checks(props: { readonly checks: Verdict["checks"] }): ReactNode {
  const hits = props.checks.filter((check) => check.result === "hit" || check.result === "error");
  const others = props.checks.filter((check) => check.result === "pass" || check.result === "n/a");
  const passed = others.filter((check) => check.result === "pass").length;
  return (
    <div className="border-t border-line">
      <details>
        <summary className="px-4 py-2 text-sm text-ink-2 hover:text-ink">
          All {counted(props.checks.length, "check")}: {hits.length} hit, {passed} passed, {others.length - passed} do
          not apply
        </summary>
        <ul className="pb-2">
          {[...hits, ...others].map((check) => (
            <li key={check.policy} className="flex items-center px-4 py-0.5 text-sm">
              <span className="truncate font-mono text-xs text-ink-2">{check.policy}</span>
              <span className="ml-auto text-ink-2">
                <Status code={check.result} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
