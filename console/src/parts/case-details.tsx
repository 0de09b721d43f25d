import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { When } from "./when.tsx";
import { counted, spelledField } from "./words.ts";

type AuditRecord = ItemOf<"audit.list">["record"];
type Details = Partial<Pick<AuditRecord, "checks" | "inputs">> & Readonly<Record<string, unknown>>;

/** What a record says beside its line: checks and inputs in words, all of it as it lies in the log. */
export function CaseDetails(props: { readonly details: Details }): ReactNode {
  const { checks = [], inputs = [] } = props.details;
  return (
    <>
      {checks.length === 0 ? null : <CheckLine checks={checks} />}
      {inputs.length === 0 ? null : <Inputs inputs={inputs} />}
      {Object.keys(props.details).length === 0 ? null : (
        <details>
          <summary className="text-sm text-ink-3 hover:text-ink">As it lies in the log</summary>
          <pre className="scroll-area mt-1 max-h-96 rounded-md bg-sunken p-3 font-mono text-xs whitespace-pre-wrap">
            {JSON.stringify(props.details, null, 2)}
          </pre>
        </details>
      )}
    </>
  );
}

function CheckLine({ checks }: { readonly checks: NonNullable<AuditRecord["checks"]> }): ReactNode {
  const objections = checks.filter((check) => check.reason !== undefined || check.result === "error");
  const passed = checks.filter((check) => check.result === "pass").length;
  return (
    <p className="text-sm text-ink-2">
      {counted(checks.length, "check")}, {passed} passed
      {objections.map((check) => (
        <span key={check.policy}>
          {"; "}
          <span className="font-mono text-xs">{check.policy}</span> objected
          {check.used === undefined || check.limit === undefined ? "" : ` at ${check.used} of ${check.limit}`}
        </span>
      ))}
    </p>
  );
}

function Inputs({ inputs }: { readonly inputs: NonNullable<AuditRecord["inputs"]> }): ReactNode {
  return (
    <details>
      <summary className="text-sm text-ink-2 hover:text-ink">{counted(inputs.length, "source")} of the values</summary>
      <table className="my-1 text-left text-sm" aria-label="Values and their sources">
        <thead className="text-ink-3">
          <tr>
            {["Value", "Source", "Observed", "Confidence"].map((head) => (
              <th key={head} scope="col" className="pr-6 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inputs.map((input) => (
            <tr key={`${input.ref} ${input.source} ${input.digest ?? ""}`} className="[&>td]:pr-6">
              <td>{spelledField(input.ref.split(".").at(-1) ?? input.ref)}</td>
              <td>{input.source}</td>
              <td>
                <When at={input.observedAt ?? null} missing="not known" />
              </td>
              <td>{input.confidenceBp === undefined ? "not known" : `${Math.round(input.confidenceBp / 100)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
