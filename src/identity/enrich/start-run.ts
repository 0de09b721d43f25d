import { actorOf, appendAudit } from "../../audit/append.ts";
import { isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import { idFromUuid, newUuid, uuidFromId } from "../../kernel/ids.ts";
import { enqueue } from "../../kernel/jobs.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { affordable } from "../core/pace.ts";
import type { IdentityDeps } from "../deps.ts";
import { contactFilterOf } from "../search/filter.ts";
import { type ProviderRow, providerById, spentOn } from "../store/enrichment.ts";
import { askCounts, insertAsks, insertRun, type RunRow, runById } from "../store/enrichment-runs.ts";
import { contactsListed } from "../store/lists.ts";
import type * as contract from "./contract.ts";
import type { EnrichableField, RunView } from "./contract.ts";
import { dayOf } from "./providers.ts";
import { type Weighed, weighQuestions } from "./weigh.ts";

type Input = InputOf<typeof contract.runEnrichment>;

/** The queue of questions to providers. */
export const enrichQueue = "identity.enrich";

const weighedAtATime = 1_000;
const dayMs = 86_400_000;

/** States what would be asked and what it costs, and unless that is all that was wanted, starts asking. */
export async function runEnrichment(
  deps: IdentityDeps,
  input: Input,
  caller: Caller,
): Promise<OutputOf<typeof contract.runEnrichment>> {
  if ((input.contactIds === undefined) === (input.filter === undefined))
    throw problem("invalid_input", "give one of `contactIds` and `filter`", {
      errors: [{ path: "/contactIds", message: "name contacts or filter them" }],
    });
  const work = async (tx: Tx): Promise<RunView> => {
    const provider = await providerToAsk(tx, input);
    const fields = fieldsToAsk(provider, input);
    const staleMs = input.staleAfterDays === undefined ? null : input.staleAfterDays * dayMs;
    const contactIds = await contactsToAsk(tx, input);
    const weighed: Weighed[] = [];
    for (let at = 0; at < contactIds.length; at += weighedAtATime)
      weighed.push(
        ...(await weighQuestions(
          tx,
          { providerId: provider.id, fields, staleMs },
          contactIds.slice(at, at + weighedAtATime),
        )),
      );
    const left = [provider.day_cap - ((await spentOn(tx, dayOf(tx))).get(provider.id) ?? 0), provider.run_cap];
    const canAsk = affordable(costAtMost(provider), left);
    const open = weighed.filter((one) => one.kind !== "unneeded");
    const toAsk = open.filter((one) => one.kind === "ask").length;
    if (!input.dryRun && toAsk > 0 && canAsk === 0 && toAsk === open.length) throw capReached(provider, left[0] ?? 0);
    const run = newRun(deps, tx, { provider, fields, staleMs, weighed, caller });
    const plan = planView(run, weighed, provider, Math.min(canAsk, toAsk));
    if (input.dryRun) return plan;
    await insertRun(tx, run);
    await insertAsks(
      tx,
      run.id,
      open.map((one) => one.contactId),
    );
    await enqueue(deps.env, tx, [{ queue: enrichQueue, key: run.id, payload: { runId: run.id } }]);
    await appendAudit(deps, tx, [
      {
        type: "contact.enrichment_started",
        actor: actorOf(caller),
        subject: { other: idFromUuid("run", run.id) },
        data: { provider: input.providerId, fields: [...fields], contacts: contactIds.length, asks: open.length },
      },
    ]);
    return { ...plan, id: idFromUuid("run", run.id), state: "running", waiting: open.length };
  };
  return input.dryRun ? deps.db.read(caller.workspaceId, work) : deps.db.write(caller.workspaceId, work);
}

/** One run as it stands. */
export async function getEnrichment(
  deps: IdentityDeps,
  input: InputOf<typeof contract.getEnrichment>,
  caller: Caller,
): Promise<OutputOf<typeof contract.getEnrichment>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const run = await runById(tx, uuidFromId(input.runId));
    const provider = run === null ? null : await providerById(tx, run.provider_id);
    if (run === null || provider === null)
      throw problem("not_found", `there is no enrichment run \`${input.runId}\`: \`enrichment.run\` gave its id`);
    const counts = await askCounts(tx, run.id);
    const spent = (await spentOn(tx, dayOf(tx))).get(provider.id) ?? 0;
    const waiting = counts.waiting + counts.asked;
    const left = [provider.day_cap - spent, provider.run_cap - run.spent];
    return {
      ...viewOf(run),
      unneeded: run.unneeded + counts.unneeded,
      asks: waiting + counts.answered + counts.missed + counts.failed,
      known: counts.known,
      waiting,
      answered: counts.answered,
      missed: counts.missed,
      failed: counts.failed,
      claims: counts.claims,
      costAtMost: run.state === "running" ? waiting * costAtMost(provider) : 0,
      affordable: Math.min(affordable(costAtMost(provider), left), waiting),
    };
  });
}

/** What one question costs at most, whatever comes of it. */
export function costAtMost(provider: Pick<ProviderRow, "hit_cost" | "miss_cost">): number {
  return Math.max(provider.hit_cost, provider.miss_cost);
}

async function providerToAsk(tx: Tx, input: Input): Promise<ProviderRow> {
  const provider = await providerById(tx, uuidFromId(input.providerId));
  if (provider === null)
    throw problem("not_found", `there is no provider \`${input.providerId}\`: \`enrichment.listProviders\` names them`);
  if (provider.state === "paused" && !input.dryRun)
    throw problem(
      "conflict",
      `the provider \`${provider.name}\` is paused (${provider.state_reason ?? "no reason given"}): a person resumes it with \`enrichment.resumeProvider\``,
    );
  return provider;
}

function fieldsToAsk(provider: ProviderRow, input: Input): readonly EnrichableField[] {
  const offered = provider.fields as EnrichableField[];
  const beyond = (input.fields ?? []).filter((field) => !offered.includes(field));
  if (beyond.length > 0)
    throw problem("invalid_input", `\`${provider.name}\` is not asked for ${beyond.join(", ")}`, {
      errors: [{ path: "/fields", message: `expected some of ${offered.join(", ")}` }],
    });
  return input.fields ?? offered;
}

async function contactsToAsk(tx: Tx, { contactIds, filter }: Input): Promise<readonly string[]> {
  if (contactIds !== undefined) return [...new Set(contactIds)].map(uuidFromId);
  const rows = await contactsListed(tx, {
    ...(await contactFilterOf(tx, filter ?? {})),
    after: null,
    count: limits.enrichContactsMax + 1,
  });
  if (rows.length > limits.enrichContactsMax)
    throw problem(
      "too_large",
      `the filter fits more than ${limits.enrichContactsMax} contacts: narrow it, or name the contacts in several runs`,
    );
  return rows.map((row) => row.id);
}

function capReached(provider: ProviderRow, leftToday: number) {
  const which = provider.run_cap < costAtMost(provider) ? "a run" : "the day";
  const cap = which === "a run" ? provider.run_cap : provider.day_cap;
  return problem(
    "conflict",
    `the cap of \`${provider.name}\` for ${which} is reached: ${cap} ${provider.cost_unit}, ${Math.max(0, leftToday)} left today; it counts anew at midnight (UTC)`,
  );
}

interface Start {
  readonly provider: ProviderRow;
  readonly fields: readonly EnrichableField[];
  readonly staleMs: number | null;
  readonly weighed: readonly Weighed[];
  readonly caller: Caller;
}

function newRun(deps: IdentityDeps, tx: Tx, { provider, fields, staleMs, weighed, caller }: Start): RunRow {
  return {
    id: newUuid(deps.env),
    provider_id: provider.id,
    fields,
    stale_ms: staleMs,
    contacts: weighed.length,
    unneeded: weighed.filter((one) => one.kind === "unneeded").length,
    spent: 0,
    failures: 0,
    state: "running",
    stop_reason: null,
    actor: actorOf(caller),
    created_by: caller.principal.id,
    created_at: tx.now,
    finished_at: null,
  };
}

function planView(run: RunRow, weighed: readonly Weighed[], provider: ProviderRow, canAsk: number): RunView {
  const wants: Record<string, number> = {};
  for (const one of weighed)
    for (const field of one.kind === "unneeded" ? [] : one.fields) wants[field] = (wants[field] ?? 0) + 1;
  const known = weighed.filter((one) => one.kind === "known").length;
  const asks = weighed.length - run.unneeded;
  return {
    ...viewOf(run),
    id: null,
    state: "dry_run",
    asks,
    wants,
    known,
    costAtMost: (asks - known) * costAtMost(provider),
    affordable: canAsk,
  };
}

function viewOf(run: RunRow): RunView {
  return {
    id: idFromUuid("run", run.id),
    providerId: idFromUuid("prv", run.provider_id),
    state: run.state,
    stopReason: run.stop_reason,
    fields: run.fields as EnrichableField[],
    contacts: run.contacts,
    unneeded: run.unneeded,
    asks: 0,
    wants: {},
    known: 0,
    waiting: 0,
    answered: 0,
    missed: 0,
    failed: 0,
    claims: 0,
    costAtMost: 0,
    spent: run.spent,
    affordable: 0,
    createdAt: isoFromInstant(run.created_at),
    finishedAt: isoOrNull(run.finished_at),
  };
}
