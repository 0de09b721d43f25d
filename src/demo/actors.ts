import { type AgentOptions, eachOf, proposeEach, workQueue } from "../agent/agent.ts";
import type { Client } from "../client/client.gen.ts";
import { ProblemError } from "../client/problem-error.ts";
import { setting } from "./setting.ts";
import type { WorldClient, WorldDeal } from "./world-client.ts";

/** The approver has several windows open. */
const approvalsAtOnce = 4;

/** Everybody who acts in the demo, each with a key of their own over the public interface. */
export interface Actors {
  readonly agent: AgentOptions;
  readonly eager: AgentOptions;
  readonly approver: Client;
  readonly executive: Client;
  readonly world: WorldClient;
}

/** What a round of everybody did; a round in which nobody did anything lets time go on. */
export interface Round {
  readonly did: number;
}

/** Deals that were talked about in held meetings and close later. */
export interface OpenDeal extends WorldDeal {
  readonly contactId: `con_${string}`;
  readonly closesAt: number;
}

/** What a new agent is let do until a person has approved one of its actions. */
const probationMax = 3;

/**
 * A working day's proposals of both agents: one asks for the next best actions, the other just takes the list. Until a
 * person has approved something of theirs they propose a few only, and the day is not over for them.
 */
export async function agentsAct(
  actors: Actors,
  cursor: { after: string | undefined },
): Promise<Round & { readonly isDayDone: boolean }> {
  const isTrusted = (await actors.executive.agents.list()).items.every((agent) => agent.firstActionApproved);
  const careful = await workQueue(isTrusted ? actors.agent : { ...actors.agent, roundMax: probationMax });
  const limit = isTrusted ? setting.eagerRoundMax : probationMax * takenFrom;
  const page = await actors.executive.contacts.list({
    limit,
    ...(cursor.after === undefined ? {} : { cursor: cursor.after }),
  });
  cursor.after = page.next ?? undefined;
  const taken = page.items.filter((_, position) => position % takenFrom === 0).map((contact) => contact.id);
  const eager = await proposeEach(actors.eager, taken);
  return { did: careful.proposed + eager.proposed, isDayDone: isTrusted };
}

/** The eager agent takes every so manieth contact of the list, whatever is known about it. */
const takenFrom = 4;

/** The approver reads what waits and answers: most is fine, some is not. Approving names the digest of what was shown. */
export async function approverActs({ approver }: Actors): Promise<Round> {
  const waiting = await approver.approvals.list({ limit: 200 });
  let did = 0;
  await eachOf(waiting.items, approvalsAtOnce, async (item) => {
    const isFine = item.contact.id.charCodeAt(item.contact.id.length - 1) % 6 !== 0;
    try {
      if (isFine) await approver.approvals.grant({ approvalId: item.id, shownDigest: item.shownDigest });
      else await approver.approvals.reject({ approvalId: item.id, note: "Not the tone that we want to be known for." });
      did += 1;
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "conflict") throw error;
    }
  });
  return { did };
}

/** The market bounces above every limit: somebody looks at each breaker that tripped, and says why it may go on. */
export async function breakersArmed({ executive }: Actors): Promise<Round> {
  const { items } = await executive.breakers.list({});
  for (const { scope, key } of items)
    await executive.breakers.rearm({ scope, key, reason: "the list was bought as it is; we know and go on" });
  return { did: items.length };
}

/** The account executive says how meetings went; what was agreed there closes later, won or lost. */
export async function executiveActs(
  { executive, world }: Actors,
  now: number,
  deals: OpenDeal[],
): Promise<Round & { readonly nextMeetingAt: number | null }> {
  const booked = await executive.meetings.list({ state: "booked", limit: 200 });
  let did = 0;
  let nextMeetingAt: number | null = null;
  for (const meeting of booked.items) {
    const startsAt = Date.parse(meeting.startsAt);
    if (startsAt > now) {
      nextMeetingAt = Math.min(nextMeetingAt ?? startsAt, startsAt);
      continue;
    }
    const { email } = await executive.contacts.get({ contactId: meeting.contact.id });
    const outcome = email === null ? null : await world.meeting(email, startsAt);
    await executive.meetings.record({ meetingId: meeting.id, state: outcome ?? "cancelled" });
    did += 1;
    const deal = outcome === "held" && email !== null ? await world.deal(email) : null;
    if (deal !== null) deals.push({ ...deal, contactId: meeting.contact.id, closesAt: now + deal.closesAfterMs });
  }
  return { did, nextMeetingAt };
}

/** Records the deals that have closed by now. */
export async function dealsClose({ executive }: Actors, now: number, deals: OpenDeal[]): Promise<Round> {
  let did = 0;
  for (const deal of deals.filter((one) => one.closesAt <= now)) {
    deals.splice(deals.indexOf(deal), 1);
    await executive.outcomes.record({
      kind: deal.won ? "deal_won" : "deal_lost",
      contactId: deal.contactId,
      amountMinor: deal.amountMinor,
      currency: deal.currency,
      occurredAt: new Date(deal.closesAt).toISOString(),
      source: "demo",
      key: `deal ${deal.contactId}`,
    });
    did += 1;
  }
  return { did };
}
