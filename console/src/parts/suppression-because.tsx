import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { spelled, spelledField } from "./words.ts";

/** Why somebody is suppressed, and what the source said in its own codes: the row of a list, its reason and date. */
export function Because({ row }: { readonly row: ItemOf<"suppressions.list"> }): ReactNode {
  const said = Object.entries(row.evidence ?? {})
    .filter(([, value]) => !isId(value))
    .map(([name, value]) => sayOf(name, value));
  return (
    <span title={said.join(", ")}>
      <span className="text-ink-2">{spelled(row.basis)}</span>
      {said.length === 0 ? null : <span className="text-ink-3"> · {said.join(", ")}</span>}
    </span>
  );
}

/** Ids lead somewhere from the column beside. */
function isId(value: string | number): boolean {
  return /^[a-z]{3}_[0-9a-z]{26}$/.test(String(value));
}

function sayOf(name: string, value: string | number): string {
  if (name === "line" || name === "row") return `line ${value}`;
  const day = typeof value === "string" ? /^(\d{4}-\d{2}-\d{2})T/.exec(value)?.[1] : undefined;
  return `${spelledField(name).toLowerCase()} ${day ?? spelled(String(value)).toLowerCase()}`;
}
