import { emailMatchKey } from "../../identity/core/email.ts";
import { contactFactsFor } from "../../identity/facts-for.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ConsentChannel } from "../core/consent.ts";
import type { SuppressDeps } from "../deps.ts";
import type { NewConsent } from "./record.ts";

/** A contact with every address and number that consent may be about. */
export interface Person {
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly addresses: readonly string[];
  readonly phones: readonly string[];
  /** Where mail goes, and which number would be called. */
  readonly email: string | null;
  readonly phone: string | null;
}

/** The living contacts behind ids, by the id that was asked for. */
export async function personBehind(
  deps: SuppressDeps,
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, Person>> {
  if (contactIds.length === 0) return new Map();
  const [keys, facts] = await Promise.all([deps.personKeys(tx, contactIds), contactFactsFor(tx, contactIds)]);
  return new Map(
    contactIds.flatMap((asked) => {
      const known = facts.get(asked);
      if (known === undefined) return [];
      const { addresses = [], phones = [] } = keys.get(asked) ?? {};
      const { contactId, accountId, email, phone } = known;
      return [[asked, { contactId, accountId, addresses, phones, email, phone }] as const];
    }),
  );
}

/**
 * The keys that a consent of a contact is about. What is given counts for one address or number, so it has to be one of
 * theirs; what is taken back is taken back for all of them.
 */
export function keysOfPerson(
  person: Person,
  said: {
    readonly channel: ConsentChannel;
    readonly state: "granted" | "withdrawn";
    readonly address?: string | undefined;
    readonly phone?: string | undefined;
  },
): NewConsent["keys"] | { readonly says: string } {
  const all: NewConsent["keys"] = [
    ...person.addresses.map((value) => ({ scope: "address" as const, value })),
    ...person.phones.map((value) => ({ scope: "phone" as const, value })),
  ];
  if (said.address !== undefined && !person.addresses.includes(emailMatchKey(said.address) ?? ""))
    return { says: `\`${said.address}\` is no address of this contact: leave it out, or name one of theirs` };
  if (said.phone !== undefined && !person.phones.includes(said.phone))
    return { says: `\`${said.phone}\` is no number of this contact: leave it out, or name one of theirs` };
  if (said.state === "withdrawn")
    return all.length > 0 ? all : { says: "this contact has no address and no number that consent could be about" };
  const [address, phone] = [said.address ?? person.email, said.phone ?? person.phone];
  const isByPhone = said.channel === "phone" || said.channel === "sms";
  const keys: NewConsent["keys"] = [
    ...(isByPhone || address === null ? [] : [{ scope: "address" as const, value: address }]),
    ...(said.channel === "email" || phone === null ? [] : [{ scope: "phone" as const, value: phone }]),
  ];
  return keys.length > 0 ? keys : { says: `this contact has no ${isByPhone ? "number" : "address"} to consent for` };
}
