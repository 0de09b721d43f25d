import { emailMatchKey } from "../../identity/core/email.ts";
import { companyDomain } from "../../identity/core/host.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { listHeading, listLine } from "../core/suppression-list.ts";
import type { PersonKeys, PolicyDeps } from "../deps.ts";
import { type NamedKey, storedKeys } from "../keys.ts";
import { markedKey } from "../marked-keys.ts";
import { type ForceRow, suppressionsInForce } from "../store/listed.ts";
import type { exportSuppressions as operation } from "./contract.ts";

type ListDeps = Pick<PolicyDeps, "db" | "vault" | "personKeys">;

const readsContacts = "contacts:read";

/** Writes a page of what is forbidden in the words that an import reads. */
export async function exportSuppressions(
  deps: ListDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  if (input.withAddresses && !caller.scopes.has(readsContacts))
    throw problem("not_permitted", `addresses need the scope \`${readsContacts}\`: leave \`withAddresses\` out`);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const found = await suppressionsInForce(tx, input.after ?? null, input.limit + 1);
    const page = found.slice(0, input.limit);
    const names = input.withAddresses ? await namesOf(deps, tx, page) : new Map<string, string>();
    const listed = page.map((row) => ({
      ...row,
      named: row.scope === "domain" ? row.key : (names.get(`${row.scope} ${row.key}`) ?? null),
      marked: markedKey(deps, tx, row),
      isShared: row.scope === "domain" && companyDomain(row.key) === null,
    }));
    const heading = input.format === "csv" && input.after === undefined ? listHeading : "";
    return {
      content: heading + listed.map((row) => listLine(row, input.format)).join(""),
      rows: listed.length,
      hashed: listed.filter(({ named }) => named === null).length,
      next: found.length > page.length ? (page.at(-1)?.id ?? null) : null,
    };
  });
}

/** The addresses and numbers behind keys, as far as the contacts that they were suppressed for still have them. */
async function namesOf(deps: ListDeps, tx: Tx, rows: readonly ForceRow[]): Promise<ReadonlyMap<string, string>> {
  const contactIds = [...new Set(rows.flatMap(({ contactId }) => contactId ?? []))];
  const people = contactIds.length === 0 ? new Map<Id<"con">, PersonKeys>() : await deps.personKeys(tx, contactIds);
  const named = [...people.values()].flatMap(({ addresses, phones }): NamedKey[] => [
    ...addresses.filter((one) => emailMatchKey(one) !== null).map((value) => ({ scope: "address" as const, value })),
    ...phones.filter(isNumber).map((value) => ({ scope: "phone" as const, value })),
  ]);
  return new Map(storedKeys(deps, tx, named).map(({ scope, key }, at) => [`${scope} ${key}`, named[at]?.value ?? ""]));
}

/** A number that a key can be made of. */
function isNumber(value: string): boolean {
  return value.replace(/\D/g, "").length >= 5;
}
