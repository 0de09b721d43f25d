import { actorOf } from "../audit/append.ts";
import { companyDomain } from "../identity/core/host.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database } from "../kernel/sql.ts";
import type { createSuppression } from "./contract.ts";
import type { SuppressDeps } from "./deps.ts";
import type { NamedKey } from "./keys.ts";
import { livingContact } from "./living-contact.ts";
import { suppress } from "./suppress.ts";

/** Forbids contact for good, on somebody's word. */
export async function suppressByHand(
  deps: SuppressDeps & { readonly db: Database },
  input: InputOf<typeof createSuppression>,
  caller: Caller,
): Promise<OutputOf<typeof createSuppression>> {
  const isAgent = caller.principal.kind === "agent";
  if (isAgent && (input.address !== undefined || input.phone !== undefined)) {
    throw problem("not_permitted", "an agent names a contact or an account, never an address: give `contactId`");
  }
  // Strangers have their addresses there too: an agent may not mean it, and a person has to say that they do.
  if (input.domain !== undefined && companyDomain(input.domain) === null && (isAgent || !input.confirm)) {
    throw problem(
      "invalid_input",
      `\`${input.domain}\` is no company's domain: suppress the addresses or contacts instead, or pass \`confirm\` to mean everybody there`,
    );
  }
  const named = (scope: NamedKey["scope"], value: string | undefined): readonly NamedKey[] =>
    value === undefined ? [] : [{ scope, value }];
  const keys = [
    ...named("account", input.accountId),
    ...named("address", input.address),
    ...named("phone", input.phone),
    ...named("domain", input.domain),
  ];
  return deps.db.write(caller.workspaceId, async (tx) => {
    const contactId = input.contactId === undefined ? undefined : await livingContact(tx, input.contactId);
    const ids = await suppress(deps, tx, [
      {
        contactId: contactId ?? null,
        accountId: input.accountId ?? null,
        keys,
        wholePerson: contactId !== undefined,
        reason: input.reason,
        basis: isAgent ? "agent" : "operator",
        source: null,
        actor: actorOf(caller),
      },
    ]);
    if (ids.length > 0) await deps.afterSuppressing?.(tx);
    return { ids: [...ids], already: ids.length === 0 };
  });
}
