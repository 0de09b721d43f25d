import { createHmac, createSecretKey } from "node:crypto";
import { emailMatchKey } from "../identity/core/email.ts";
import { registrableDomain } from "../identity/core/host.ts";
import type { Id } from "../kernel/ids.ts";
import { problem, unreachable } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import type { SuppressionScope } from "./core/suppression.ts";
import type { GateKey } from "./gates.ts";

/** What makes keyed hashes: a suppression outlives the person's data, so its key must not be the address itself. */
export interface KeyDeps {
  readonly vault: Vault;
}

/** A thing to suppress or look up, as it was named. */
export interface NamedKey {
  readonly scope: SuppressionScope;
  readonly value: string;
}

/** The same as it is stored; `hint` tells a person which one it is without naming it. */
export interface StoredKey {
  readonly scope: SuppressionScope;
  readonly key: string;
  readonly hint: string;
}

const purpose = "policy/suppression-key";

/** The stored form of keys. Addresses go by match key, so that an alias or a capital letter is no way around. */
export function storedKeys(deps: KeyDeps, tx: Tx, named: readonly NamedKey[]): readonly StoredKey[] {
  const secret = createSecretKey(deps.vault.keyFor(tx.workspaceId, purpose));
  const hashed = (text: string): string => createHmac("sha256", secret).update(text).digest("hex").slice(0, 40);
  return named.map((one) => storedKey(hashed, one));
}

function storedKey(hashed: (text: string) => string, { scope, value }: NamedKey): StoredKey {
  switch (scope) {
    case "address": {
      const matchKey = emailMatchKey(value);
      if (matchKey === null) throw problem("invalid_input", `\`${value}\` is no e-mail address`);
      return { scope, key: hashed(`address ${matchKey}`), hint: `…@${matchKey.slice(matchKey.lastIndexOf("@") + 1)}` };
    }
    case "phone": {
      const digits = value.replace(/[^\d+]/g, "");
      if (digits.length < 5) throw problem("invalid_input", `\`${value}\` is no phone number`);
      return { scope, key: hashed(`phone ${digits}`), hint: `…${digits.slice(-2)}` };
    }
    case "domain": {
      const domain = registrableDomain(value);
      if (domain === null) throw problem("invalid_input", `\`${value}\` is no domain that somebody registered`);
      return { scope, key: domain, hint: domain };
    }
    case "account":
    case "contact":
      return { scope, key: value, hint: value };
    default:
      return unreachable(scope);
  }
}

/** Whose send is meant; all addresses of the person, because suppression follows the person. */
export interface Recipient {
  readonly contactId: Id<"con"> | null;
  readonly accountId: Id<"acc"> | null;
  readonly addresses: readonly string[];
  /** The address that would be used, for mail. */
  readonly address: string | null;
  /** The number that would be used, for calls. */
  readonly phone?: string | null;
}

/** Every key that covers a recipient. An address that cannot be read has no key and is left to the policies on data. */
export function keysOver(
  deps: KeyDeps,
  tx: Tx,
  who: Recipient,
): readonly (StoredKey & { readonly isRecipient: boolean })[] {
  const mails = [...new Set([...who.addresses, ...(who.address === null ? [] : [who.address])])].filter(
    (mail) => emailMatchKey(mail) !== null,
  );
  // A mail provider's domain is rarely suppressed, but where it is, it counts.
  const domains = new Set(mails.flatMap((mail) => registrableDomain(mail) ?? []));
  const phone = who.phone ?? null;
  const named: readonly NamedKey[] = [
    ...(who.contactId === null ? [] : [{ scope: "contact" as const, value: who.contactId }]),
    ...(who.accountId === null ? [] : [{ scope: "account" as const, value: who.accountId }]),
    ...mails.map((value) => ({ scope: "address" as const, value })),
    ...[...domains].map((value) => ({ scope: "domain" as const, value })),
    ...(phone === null ? [] : [{ scope: "phone" as const, value: phone }]),
  ];
  const recipient = who.address === null ? null : emailMatchKey(who.address);
  const keys = storedKeys(deps, tx, named);
  return keys.map((key, index) => {
    const { scope, value } = named[index] ?? { scope: key.scope, value: "" };
    return { ...key, isRecipient: scope === "phone" || (scope === "address" && emailMatchKey(value) === recipient) };
  });
}

/** A key of the `n`-th of several recipients. */
export type KeyOfMany = StoredKey & { readonly n: number; readonly isRecipient: boolean };

/** Every key of each recipient, for statements that ask about all of them. */
export function keysOverMany(deps: KeyDeps, tx: Tx, recipients: readonly Recipient[]): readonly KeyOfMany[] {
  return recipients.flatMap((who, n) => keysOver(deps, tx, who).map((key) => ({ ...key, n })));
}

/** What a send depends on besides its recipient. */
export interface SendParts {
  readonly agentId?: string | null;
  readonly mailboxId?: Id<"mbx"> | null;
  readonly sequenceId?: Id<"seq"> | null;
  /** Who takes in the recipient's mail. */
  readonly provider?: string | null;
}

/** The gates of one touch: whatever could stop it has bumped one of these. */
export function gatesOver(deps: KeyDeps, tx: Tx, who: Recipient, parts: SendParts): readonly GateKey[] {
  const given = (kind: GateKey["kind"], key: string | null | undefined): readonly GateKey[] =>
    key === null || key === undefined ? [] : [{ kind, key }];
  return [
    { kind: "workspace", key: "all" },
    ...given("agent", parts.agentId),
    ...given("mailbox", parts.mailboxId),
    ...given("sequence", parts.sequenceId),
    ...given("provider", parts.provider),
    ...keysOver(deps, tx, who).map(({ scope, key }) => ({ kind: scope, key })),
  ];
}
