import { contactIdsByAddress, livingContacts } from "../identity/facts-for.ts";
import { contactsNamed } from "../identity/named.ts";
import { type Id, isId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ActivityKind } from "./contract.ts";

/** How something that another tool recorded names its contact. */
export interface Naming {
  /** Our own id. */
  readonly contactId?: string | undefined;
  /** The id of the source that it came from. */
  readonly contactRef?: string | undefined;
  readonly email?: string | undefined;
}

/** Whom namings may mean: by our own id, by the source's, or by address. */
export interface People {
  readonly living: ReadonlyMap<Id<"con">, Id<"con">>;
  readonly named: ReadonlyMap<string, Id<"con">>;
  readonly ofAddress: ReadonlyMap<string, readonly Id<"con">[]>;
}

/** Nobody, or nobody in particular, with what to do about it. */
export interface Nobody {
  readonly code: "unknown_contact" | "ambiguous_contact";
  readonly message: string;
}

/** What forbids contact whether or not we know the person: the address alone is enough to keep. */
const protectsAddress: ReadonlySet<ActivityKind> = new Set(["unsubscribed", "spam_complaint", "email_bounced"]);

/** Looks everybody up at once; `sourceId` is the source whose ids the namings use. */
export async function peopleNamed(tx: Tx, namings: readonly Naming[], sourceId: Id<"src"> | null): Promise<People> {
  const all = (field: keyof Naming): readonly string[] => [...new Set(namings.flatMap((one) => one[field] ?? []))];
  return {
    living: await livingContacts(
      tx,
      all("contactId").filter((id) => isId("con", id)),
    ),
    named: sourceId === null ? new Map() : await contactsNamed(tx, sourceId, all("contactRef")),
    ofAddress: await contactIdsByAddress(tx, all("email")),
  };
}

/**
 * The contacts that an event is about. Several people on one mailbox are nobody in particular; only a reply counts for all
 * of them, as a live one would. What forbids contact is kept for the address alone, as nobody's.
 */
export function whoIsMeant(naming: Naming, people: People, kind: ActivityKind): readonly (Id<"con"> | null)[] | Nobody {
  const { contactId, contactRef, email } = naming;
  const known =
    (isId("con", contactId ?? "") ? people.living.get(contactId as Id<"con">) : undefined) ??
    (contactRef === undefined ? undefined : people.named.get(contactRef));
  if (known !== undefined) return [known];
  const found = email === undefined ? [] : (people.ofAddress.get(email) ?? []);
  if (found.length === 1 || (found.length > 1 && kind === "email_replied")) return found;
  if (email !== undefined && protectsAddress.has(kind)) return [null];
  const shown = email ?? contactRef ?? contactId ?? "";
  if (found.length > 1)
    return {
      code: "ambiguous_contact",
      message: `${found.length} contacts have the address \`${shown}\`: name the one by \`contactId\``,
    };
  return { code: "unknown_contact", message: `there is no contact \`${shown}\`: import the contacts first` };
}
