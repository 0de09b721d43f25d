import { isoFromInstant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { agentsAct, approverActs, breakersArmed, dealsClose, executiveActs, type OpenDeal } from "./actors.ts";
import { moveTime, nextInstant, settled } from "./conductor.ts";
import type { Progress } from "./progress.ts";
import type { Stage } from "./run.ts";
import { setting } from "./setting.ts";
import { saveState } from "./state.ts";

/**
 * Tells the story to its end: everybody acts, the market answers, and business time goes on to the next thing that is due,
 * but only when nothing is due now, nothing is attempting, nothing waits for the audit log and the market is at rest.
 */
export async function tell(stage: Stage, progress: Progress): Promise<void> {
  const { app, actors, state } = stage;
  const { workspaceId } = state;
  if (workspaceId === undefined) throw new Error("the stage is not set");
  const deals: OpenDeal[] = await openDeals(stage);
  const cursor = { after: undefined as string | undefined };
  let signalsUntil = state.signalsUntil ?? setting.startsAt - 30 * 24 * 3_600_000;
  let actedOn = "";
  for (;;) {
    const { now } = await settled(app, workspaceId);
    const day = isoFromInstant(now).slice(0, 10);
    let did = 0;
    if (isWorkingMorning(now) && actedOn !== day) {
      signalsUntil = await ingestSignals(stage, signalsUntil, now);
      const acted = await agentsAct(actors, cursor);
      if (acted.isDayDone || acted.did === 0) actedOn = day;
      did += acted.did;
    }
    const executive = await executiveActs(actors, now, deals);
    did += (await approverActs(actors)).did + executive.did + (await dealsClose(actors, now, deals)).did;
    did += (await breakersArmed(actors)).did;
    const arrived = await actors.world.advance(now);
    const seen = await settled(app, workspaceId);
    if (did > 0 || arrived.delivered > 0) continue;
    const next = nextInstant(seen.now, [
      seen.nextDueAt,
      arrived.nextDueAt,
      nextMorning(seen.now),
      ...deals.map((deal) => deal.closesAt),
      executive.nextMeetingAt,
    ]);
    if (next === null) break;
    if (isoFromInstant(next).slice(0, 10) !== day) progress.tick(await headline(stage, seen.now));
    saveState(stage.dataDir, { ...state, signalsUntil });
    await actors.world.clock(next);
    await moveTime(app, next);
  }
  saveState(stage.dataDir, { ...state, signalsUntil, isTold: true });
}

/** Deals that were won or lost in held meetings but not recorded before a restart: the market answers the same again. */
async function openDeals({ actors }: Stage): Promise<OpenDeal[]> {
  const held = await actors.executive.meetings.list({ state: "held", limit: 500 });
  const recorded = await actors.executive.outcomes.list({ limit: 500 });
  const closed = new Set(
    recorded.items
      .filter((outcome) => outcome.kind === "deal_won" || outcome.kind === "deal_lost")
      .map((outcome) => outcome.contactId),
  );
  const deals: OpenDeal[] = [];
  for (const meeting of held.items) {
    if (closed.has(meeting.contact.id)) continue;
    const { email } = await actors.executive.contacts.get({ contactId: meeting.contact.id });
    const deal = email === null ? null : await actors.world.deal(email);
    if (deal !== null)
      deals.push({
        ...deal,
        contactId: meeting.contact.id,
        closesAt: Date.parse(meeting.startsAt) + deal.closesAfterMs,
      });
  }
  return deals;
}

async function ingestSignals(stage: Stage, since: number, until: number): Promise<number> {
  const { actors } = stage;
  const signals = await actors.world.signals(since, until);
  const accounts = new Map<string, Id<"acc"> | null>();
  const known: { accountId: Id<"acc">; kind: string; occurredAt: string; key: string }[] = [];
  for (const signal of signals) {
    if (!accounts.has(signal.domain))
      accounts.set(
        signal.domain,
        (await actors.executive.accounts.list({ q: signal.domain, limit: 2 })).items.find(
          (account) => account.domain === signal.domain,
        )?.id ?? null,
      );
    const accountId = accounts.get(signal.domain);
    if (accountId !== null && accountId !== undefined)
      known.push({ accountId, kind: signal.kind, occurredAt: isoFromInstant(signal.at), key: signal.id });
  }
  for (let from = 0; from < known.length; from += 500)
    await actors.executive.signals.record({ source: "market", signals: known.slice(from, from + 500) as never });
  return until;
}

/** Nine in the morning, Monday to Friday: when agents are let out. */
function isWorkingMorning(now: number): boolean {
  const at = new Date(now);
  return (
    at.getUTCHours() >= 8 &&
    at.getUTCHours() < 17 &&
    at.getUTCDay() >= 1 &&
    at.getUTCDay() <= 5 &&
    now < setting.startsAt + setting.agentsActForMs
  );
}

function nextMorning(now: number): number | null {
  const morning = Math.floor(now / 86_400_000) * 86_400_000 + 8 * 3_600_000;
  const next = morning > now ? morning : morning + 86_400_000;
  return next < setting.startsAt + setting.agentsActForMs ? next : null;
}

async function headline(stage: Stage, now: number): Promise<string> {
  const { stages } = await stage.actors.executive.report.funnel({});
  const counts = stages.map((one) => `${one.stage} ${one.count}`).join(" · ");
  return `${isoFromInstant(now).slice(0, 16).replace("T", " ")}  ${counts}`;
}
