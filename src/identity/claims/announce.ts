import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../../audit/append.ts";
import type { NewRecord } from "../../audit/contract.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { idFromUuid, newId } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityReaction } from "../contract.ts";
import type { Review } from "../core/resolve.ts";
import type { IdentityDeps } from "../deps.ts";
import { recordSettled } from "../record-settled.ts";
import type { Region } from "../region.ts";
import type { ClaimSubject } from "./subject.ts";

/** What a person said about fields, for the record. */
export interface Spoken {
  readonly act: "edited" | "reverted" | "pinned" | "unpinned" | "deprecated" | "undeprecated";
  readonly fields: readonly string[];
  /** The values themselves: personal text, disclosed and never in the clear. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly reason: string | null;
}

/** What became of a word: the regions that it settled. */
export interface Settled {
  readonly people: Region | null;
  readonly accounts: Region | null;
}

/** A region in which nobody moved: of a word that no resolving needs, with the questions that it left. */
export function unmoved(reviews: readonly Review[]): Region {
  return {
    settlement: { moves: [], affected: [], merged: [], split: [] },
    reviews,
    conflicted: new Set(),
    observed: new Map(),
    jobChanges: [],
  };
}

/** Records a person's word with all that came of it, and tells the blocks on the right, in the same transaction. */
export async function announce(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  subject: ClaimSubject,
  spoken: Spoken,
  settled: Settled,
): Promise<void> {
  const record = recordOf(deps, caller, subject, spoken);
  const cause = {
    actor: actorOf(caller),
    batchId: null,
    names: {},
    causes: record.id === undefined ? [] : [record.id],
  };
  const said = await recordSettled(deps, tx, cause, settled);
  await appendAudit(deps, tx, [record, ...said.records]);
  await deps.react(tx, [...said.reactions, ...reactionsOf(subject)]);
}

function recordOf(deps: IdentityDeps, caller: Caller, subject: ClaimSubject, spoken: Spoken): NewRecord {
  const { act, fields, values, reason } = spoken;
  const data = {
    fields: [...fields],
    digest: `sha256:${createHash("sha256").update(canonicalJson(values)).digest("hex")}`,
  };
  const base = { id: newId(deps.env, "aud"), actor: actorOf(caller), data };
  if (subject.object === "account")
    return { ...base, type: `account.${act}`, subject: { account: idFromUuid("acc", subject.id) } };
  const contactId = idFromUuid("con", subject.id);
  return {
    ...base,
    type: `contact.${act}`,
    subject: { contact: contactId },
    disclose: [
      { name: "values", value: { ...values }, contactId },
      ...(reason === null ? [] : [{ name: "reason", value: reason, contactId }]),
    ],
  };
}

function reactionsOf(subject: ClaimSubject): readonly IdentityReaction[] {
  if (subject.object === "contact") return [{ type: "contact.edited", contactId: idFromUuid("con", subject.id) }];
  const accountId = idFromUuid("acc", subject.id);
  return [{ type: "account.edited", accountId }];
}
