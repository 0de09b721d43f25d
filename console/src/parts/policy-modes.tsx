import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Choice } from "./fields.tsx";
import { idsIn, type Mode } from "./policy-draft.ts";
import { counted } from "./words.ts";

const modeWords = [
  ["enforce", "Enforced"],
  ["shadow", "In shadow"],
  ["off", "Off"],
] as const satisfies readonly (readonly [Mode, string])[];

/** The policies of one layer by id, each with its mode: enforced, only counted, or left out. The core is always enforced. */
export function PolicyModes(props: {
  readonly layer: "core" | "organisation" | "team";
  readonly text: string;
  readonly policy: AnswerOf<"policy.get">;
  readonly modes: Readonly<Record<string, Mode>>;
  readonly mayChange: boolean;
  readonly onChange: (modes: Readonly<Record<string, Mode>>) => void;
}): ReactNode {
  const ids = idsIn(props.text);
  const inForce = new Map(props.policy.policies.map((one) => [one.id, one]));
  return (
    <details className="border-t border-line">
      <summary className="px-4 py-2 text-ink-2 hover:text-ink">
        {counted(ids.length, "policy", "policies")} and their modes
      </summary>
      <table className="mb-2 w-full" aria-label="Policies and their modes">
        <thead>
          <tr className="text-left text-sm text-ink-3">
            <th scope="col" className="px-4 font-medium">
              Policy
            </th>
            <th scope="col" className="px-2 font-medium">
              Says
            </th>
            <th scope="col" className="px-4 text-right font-medium">
              Mode
            </th>
          </tr>
        </thead>
        <tbody>
          {ids.map((id) => (
            <tr key={id} className="border-t border-line">
              <th scope="row" className="px-4 py-1 text-left font-mono text-xs font-normal">
                {id}
              </th>
              <td className="px-2 text-ink-2">{inForce.get(id)?.says ?? "new in this draft"}</td>
              <td className="px-4 py-1 text-right">
                {props.layer === "core" || !props.mayChange ? (
                  modeWords.find(([mode]) => mode === (props.modes[id] ?? "enforce"))?.[1]
                ) : (
                  <Choice
                    label={`Mode of ${id}`}
                    value={props.modes[id] ?? "enforce"}
                    options={modeWords}
                    onChange={(mode) => props.onChange({ ...props.modes, [id]: mode as Mode })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
