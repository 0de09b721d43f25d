import { type Id, uuidFromId } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { FieldValue } from "../contract.ts";
import type { GivenValue } from "../core/editable-fields.ts";
import { type Claim, claimsByField, sayTheSame } from "../core/survive.ts";
import type { IdentityDeps } from "../deps.ts";
import { projectAccounts } from "../settle-accounts.ts";
import { projectContacts } from "../settle-contacts.ts";
import { ownersOf } from "../store/claims.ts";
import { lockIdentity, type RecordKind } from "../store/records.ts";
import { announce, type Spoken, unmoved } from "./announce.ts";
import { readGiven } from "./edit.ts";
import { keepWord } from "./people-word.ts";
import { type RankedClaim, rankAll, rankedClaims } from "./release-ranks.ts";
import { type ClaimSubject, fieldsNow, publicId, subjectOf } from "./subject.ts";
import { observationFrom, ownersFrom, withRanks } from "./weigh-claims.ts";

/** Which claim a person means: by its value, by its observation, or, with neither, the one that counts. */
export interface Meant {
  readonly field: string;
  readonly value?: GivenValue | undefined;
  readonly observationId?: Id<"obs"> | undefined;
  readonly reason?: string | undefined;
}

/** What became of the word: who it was about, and how the field reads now. */
export interface Ranked {
  readonly id: string;
  readonly fields: FieldValue[];
}

type Given = Id<"con"> | Id<"acc">;

/** Holds a field to one claim. A value that nobody has stated becomes the person's own word, and is held. */
export async function pin(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  object: RecordKind,
  given: Given,
  meant: Meant,
): Promise<Ranked> {
  await lockIdentity(tx);
  const subject = await subjectOf(tx, object, given);
  const claims = await claimsOf(tx, subject, meant.field);
  const found = await meantClaim(tx, subject, claims, meant);
  const standing = (await rankedClaims(tx, subject)).filter((one) => one.field === meant.field);
  const value = found?.value ?? (await canonical(tx, subject, meant));
  const outdated = standing.filter((one) => one.rank === "pinned" || sayTheSame(one.value, value));
  await rankAll(deps, tx, { caller, reason: null, rank: "normal" }, outdated);
  const held = found === undefined ? await stated(deps, tx, caller, subject, meant.field, value) : targetOf(found);
  await rankAll(deps, tx, { caller, reason: meant.reason ?? null, rank: "pinned" }, [held]);
  return await reread(deps, tx, caller, subject, meant, "pinned", value);
}

/** Lets go of a field that is held. */
export async function unpin(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  object: RecordKind,
  given: Given,
  meant: Meant,
): Promise<Ranked> {
  await lockIdentity(tx);
  const subject = await subjectOf(tx, object, given);
  const pins = (await rankedClaims(tx, subject)).filter((one) => one.field === meant.field && one.rank === "pinned");
  if (pins.length === 0)
    throw problem("conflict", `\`${meant.field}\` is not pinned: \`${object}s.history\` shows what is`);
  await rankAll(deps, tx, { caller, reason: meant.reason ?? null, rank: "normal" }, pins);
  return await reread(deps, tx, caller, subject, meant, "unpinned", pins[0]?.value ?? null);
}

/** Calls a value wrong, for every source that says it now or later. */
export async function deprecate(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  object: RecordKind,
  given: Given,
  meant: Meant,
): Promise<Ranked> {
  await lockIdentity(tx);
  const subject = await subjectOf(tx, object, given);
  const found = await meantClaim(tx, subject, await claimsOf(tx, subject, meant.field), meant);
  if (found === undefined)
    throw problem("conflict", `nobody says this of \`${meant.field}\`: \`${object}s.history\` shows what was said`);
  if (found.value === null)
    throw problem("conflict", `\`${meant.field}\` was cleared by a person: \`${object}s.revert\` takes that back`);
  if (found.rank === "deprecated")
    throw problem("conflict", `this value of \`${meant.field}\` is called wrong already`);
  await rankAll(deps, tx, { caller, reason: meant.reason ?? null, rank: "deprecated" }, [targetOf(found)]);
  return await reread(deps, tx, caller, subject, meant, "deprecated", found.value);
}

/** Takes back that a value is wrong. */
export async function undeprecate(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  object: RecordKind,
  given: Given,
  meant: Meant,
): Promise<Ranked> {
  await lockIdentity(tx);
  const subject = await subjectOf(tx, object, given);
  const value = await canonical(tx, subject, meant);
  const wrong = (await rankedClaims(tx, subject)).filter(
    (one) => one.field === meant.field && one.rank === "deprecated" && sayTheSame(one.value, value),
  );
  if (wrong.length === 0)
    throw problem(
      "conflict",
      `no such value of \`${meant.field}\` is called wrong: \`${object}s.history\` shows which are`,
    );
  await rankAll(deps, tx, { caller, reason: meant.reason ?? null, rank: "normal" }, wrong);
  return await reread(deps, tx, caller, subject, meant, "undeprecated", value);
}

async function claimsOf(tx: Tx, subject: ClaimSubject, field: string): Promise<readonly Claim[]> {
  const said = await withRanks(tx, subject.observed);
  const owners = ownersFrom(await ownersOf(tx, subject.object));
  return claimsByField(said.map(observationFrom), owners).get(field) ?? [];
}

/** The claim that is meant, among those that are made now; undefined when nobody makes it. */
async function meantClaim(
  tx: Tx,
  subject: ClaimSubject,
  claims: readonly Claim[],
  meant: Meant,
): Promise<Claim | undefined> {
  if (meant.observationId !== undefined) {
    const observation = uuidFromId(meant.observationId);
    const found = claims.find((claim) => claim.observation.id === observation);
    if (found !== undefined) return found;
    throw problem(
      "conflict",
      `\`${meant.observationId}\` does not say now what \`${meant.field}\` is: name the value instead`,
    );
  }
  if (meant.value === undefined) {
    const [counts] = claims;
    if (counts !== undefined) return counts;
    throw problem("conflict", `nobody says what \`${meant.field}\` is: give a value`);
  }
  const value = await canonical(tx, subject, meant);
  return claims.find((claim) => sayTheSame(claim.value, value));
}

/** The value that is meant in its one spelling; one that cannot be read may still be what a source says, and is left as it is. */
async function canonical(tx: Tx, subject: ClaimSubject, { field, value }: Meant): Promise<string | null> {
  if (value === undefined || value === null) return null;
  const stated = (await claimsOf(tx, subject, field)).find((claim) => sayTheSame(claim.value, String(value)));
  if (stated !== undefined) return stated.value;
  return (await readGiven(tx, subject, { [field]: value })).fields[field] ?? null;
}

async function stated(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  subject: ClaimSubject,
  field: string,
  value: string | null,
): Promise<Pick<RankedClaim, "recordId" | "observationId" | "field">> {
  if (value === null) throw problem("invalid_input", "a field that has no value cannot be pinned: clear it instead");
  const word = { edit: { fields: { [field]: value }, cleared: [] }, takenBack: [] };
  const kept = await keepWord(deps, tx, caller, subject, word);
  if (kept.observationId === null || kept.recordId === null) throw new Error("a person's word was not kept");
  await announce(
    deps,
    tx,
    caller,
    subject,
    { act: "edited", fields: [field], values: { [field]: value }, reason: null },
    kept,
  );
  return { field, recordId: kept.recordId, observationId: kept.observationId };
}

const targetOf = (claim: Claim): Pick<RankedClaim, "recordId" | "observationId" | "field"> => ({
  recordId: claim.observation.recordId,
  observationId: claim.observation.id,
  field: claim.field,
});

/** Weighs the claims anew, records the word, and reads the field as it is now. */
async function reread(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  subject: ClaimSubject,
  { field, reason }: Meant,
  act: Spoken["act"],
  value: string | null,
): Promise<Ranked> {
  const isContact = subject.object === "contact";
  const now = await subjectOf(tx, subject.object, publicId(subject));
  const conflicts = await (isContact ? projectContacts(tx, [now.id]) : projectAccounts(tx, [now.id]));
  const region = unmoved(conflicts);
  const settled = isContact ? { people: region, accounts: null } : { people: null, accounts: region };
  const spoken = { act, fields: [field], values: { [field]: value }, reason: reason ?? null };
  await announce(deps, tx, caller, now, spoken, settled);
  return { id: now.id, fields: await fieldsNow(tx, now.object, now.id, [field]) };
}
