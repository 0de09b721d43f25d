import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../../audit/append.ts";
import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid, newUuid, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { readEnrichmentFile } from "../core/enrichment-file.ts";
import { byteTally, countBytes, encodingOfHead, encodingOfTally } from "../core/text-decoding.ts";
import type { IdentityDeps } from "../deps.ts";
import {
  changeProviderState,
  type EntryRow,
  entryCounts,
  insertEntries,
  insertProvider,
  type ProviderRow,
  providerById,
  providers,
  spentOn,
} from "../store/enrichment.ts";
import { stopRunsOf } from "../store/enrichment-runs.ts";
import { ensuredSource } from "../store/imports.ts";
import type * as contract from "./contract.ts";
import type { EnrichableField, ProviderView } from "./contract.ts";
import { providerKeyPurpose } from "./open-provider.ts";

type CreateInput = InputOf<typeof contract.createProvider>;

/** What a vendor guessed counts less than what a CRM holds, and more than a list of unknown origin. */
const providerTrust = 40;
const entriesPerStatement = 5_000;
const headBytes = 64_000;

/** Names a provider: its source, its price and caps, its sealed key or the rows of its file. */
export async function createProvider(
  deps: IdentityDeps,
  input: CreateInput,
  caller: Caller,
): Promise<OutputOf<typeof contract.createProvider>> {
  if ((input.file === undefined) === (input.http === undefined))
    throw problem("invalid_input", "give one of `file` and `http`", {
      errors: [{ path: "/file", message: "a provider is either a file or a service" }],
    });
  const entries = input.file === undefined ? [] : entriesFrom(input.file, input.fields);
  return deps.db.write(caller.workspaceId, async (tx) => {
    const source = await ensuredSource(tx, {
      id: newUuid(deps.env),
      name: input.name,
      kind: "enrichment",
      trust: providerTrust,
    });
    if (source.kind !== "enrichment")
      throw problem("conflict", `\`${input.name}\` is the name of another source: choose one that nobody has`);
    const row = providerRow(deps, tx, input, source.id, caller);
    if (!(await insertProvider(tx, row)))
      throw problem("conflict", `there is a provider \`${input.name}\`: \`enrichment.listProviders\` shows it`);
    for (let at = 0; at < entries.length; at += entriesPerStatement)
      await insertEntries(tx, row.id, entries.slice(at, at + entriesPerStatement));
    await appendAudit(deps, tx, [
      {
        type: "contact.provider_created",
        actor: actorOf(caller),
        subject: { other: idFromUuid("prv", row.id) },
        data: { kind: row.kind, entries: entries.length, dayCap: row.day_cap, runCap: row.run_cap },
      },
    ]);
    return viewOf(row, 0, entries.length);
  });
}

function entriesFrom(file: NonNullable<CreateInput["file"]>, fields: readonly string[]): readonly EntryRow[] {
  const text = file.encoding === "base64" ? textOf(Buffer.from(file.content, "base64")) : file.content;
  const { entries, rows } = readEnrichmentFile(text.replace(/^\ufeff/, ""), fields);
  if (entries.length === 0)
    throw problem("invalid_input", `none of the ${rows} rows of \`${file.filename}\` can answer a question`, {
      errors: [{ path: "/file/content", message: "expected an email, linkedin or domain column, and one of `fields`" }],
    });
  return entries;
}

/** The bytes of a file as text, in whichever encoding it was saved. */
function textOf(bytes: Buffer): string {
  const tally = byteTally();
  countBytes(tally, bytes, true);
  const { encoding } = encodingOfHead(bytes.subarray(0, headBytes)) ?? encodingOfTally(tally);
  return new TextDecoder(encoding).decode(bytes);
}

function providerRow(deps: IdentityDeps, tx: Tx, input: CreateInput, sourceId: string, caller: Caller): ProviderRow {
  const { http } = input;
  const sealed =
    http?.key === undefined
      ? null
      : deps.vault.sealFor(tx.workspaceId, providerKeyPurpose, Buffer.from(http.key, "utf8"));
  return {
    id: newUuid(deps.env),
    source_id: sourceId,
    name: input.name,
    kind: http === undefined ? "file" : "http",
    fields: [...new Set(input.fields)],
    url: http?.url ?? null,
    key_header: sealed === null ? null : (http?.keyHeader.toLowerCase() ?? null),
    key_sealed: sealed,
    cost_unit: input.price.unit,
    hit_cost: input.price.hit,
    miss_cost: input.price.miss,
    day_cap: input.caps.day,
    run_cap: input.caps.run,
    rate_per_minute: input.ratePerMinute ?? null,
    answer_days: input.answerDays,
    miss_days: input.missDays,
    state: "active",
    state_reason: null,
    next_ask_at: null,
    created_by: caller.principal.id,
    created_at: tx.now,
  };
}

/** Every provider with what was spent today. */
export async function listProviders(
  deps: IdentityDeps,
  _input: InputOf<typeof contract.listProviders>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listProviders>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const [rows, spent, entries] = await Promise.all([providers(tx), spentOn(tx, dayOf(tx)), entryCounts(tx)]);
    return { items: rows.map((row) => viewOf(row, spent.get(row.id) ?? 0, entries.get(row.id) ?? 0)) };
  });
}

/** Asks a provider nothing more; its runs stop in the same transaction. */
export function pauseProvider(
  deps: IdentityDeps,
  input: InputOf<typeof contract.pauseProvider>,
  caller: Caller,
): Promise<OutputOf<typeof contract.pauseProvider>> {
  return change(deps, input, "paused", caller);
}

/** Lets a provider be asked again. */
export function resumeProvider(
  deps: IdentityDeps,
  input: InputOf<typeof contract.resumeProvider>,
  caller: Caller,
): Promise<OutputOf<typeof contract.resumeProvider>> {
  return change(deps, input, "active", caller);
}

async function change(
  deps: IdentityDeps,
  input: InputOf<typeof contract.pauseProvider>,
  state: ProviderRow["state"],
  caller: Caller,
): Promise<OutputOf<typeof contract.pauseProvider>> {
  const id = uuidFromId(input.providerId);
  return deps.db.write(caller.workspaceId, async (tx) => {
    if (await changeProviderState(tx, id, state, input.reason)) {
      if (state === "paused") await stopRunsOf(tx, id, `the provider was paused: ${input.reason}`);
      await appendAudit(deps, tx, [
        {
          type: state === "paused" ? "contact.provider_paused" : "contact.provider_resumed",
          actor: actorOf(caller),
          subject: { other: input.providerId },
          data: { reasonDigest: createHash("sha256").update(input.reason).digest("hex") },
        },
      ]);
    }
    const row = await providerById(tx, id);
    if (row === null)
      throw problem(
        "not_found",
        `there is no provider \`${input.providerId}\`: \`enrichment.listProviders\` names them`,
      );
    const [spent, entries] = await Promise.all([spentOn(tx, dayOf(tx)), entryCounts(tx)]);
    return viewOf(row, spent.get(id) ?? 0, entries.get(id) ?? 0);
  });
}

/** The day that caps are counted by, in UTC. */
export function dayOf(tx: Pick<Tx, "now">): string {
  return isoFromInstant(tx.now).slice(0, 10);
}

function viewOf(row: ProviderRow, spentToday: number, entries: number): ProviderView {
  return {
    id: idFromUuid("prv", row.id),
    name: row.name,
    kind: row.kind,
    fields: row.fields as EnrichableField[],
    url: row.url,
    hasKey: row.key_sealed !== null,
    price: { unit: row.cost_unit, hit: row.hit_cost, miss: row.miss_cost },
    caps: { day: row.day_cap, run: row.run_cap },
    spentToday,
    ratePerMinute: row.rate_per_minute,
    answerDays: row.answer_days,
    missDays: row.miss_days,
    entries: row.kind === "file" ? entries : null,
    state: row.state,
    stateReason: row.state_reason,
    createdAt: isoFromInstant(row.created_at),
  };
}
