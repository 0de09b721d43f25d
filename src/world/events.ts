import type { WorldTime } from "./env.ts";
import type { Deal } from "./market.ts";
import { mailboxAddress, meetingKey } from "./memory.ts";
import type { MeetingLine } from "./truth.ts";
import { record, type World } from "./world.ts";

export interface MeetingOutcome {
  readonly email: string;
  readonly startsAt: WorldTime;
  readonly outcome: "held" | "no_show";
}

/** Whether the meeting took place, written down once; `null` when nobody has the address. */
export async function meetingOutcome(world: World, email: string, startsAt: WorldTime): Promise<MeetingOutcome | null> {
  const prospect = world.memory.prospectByAddress.get(mailboxAddress(email));
  if (prospect === undefined) return null;
  const known = world.memory.meetings.get(meetingKey(prospect.id, startsAt));
  if (known !== undefined) return outcomeOf(known);
  const held = world.market.meeting(prospect, startsAt) === "held";
  const kind = held ? "meeting.held" : "meeting.no_show";
  const line: MeetingLine = {
    direction: "event",
    event: "meeting",
    prospectId: prospect.id,
    email: prospect.email,
    startsAt,
    truth: { kind },
  };
  await record(world, line);
  return outcomeOf(line);
}

/** The outcome of every meeting that the prospects themselves put into a calendar and that began before `until`. */
export async function meetingsUntil(world: World, until: WorldTime): Promise<readonly MeetingOutcome[]> {
  const outcomes: MeetingOutcome[] = [];
  for (const { prospectId, invitation } of world.memory.invited) {
    const prospect = world.memory.prospectById.get(prospectId);
    if (prospect === undefined || invitation === null || invitation.startsAt > until) continue;
    const outcome = await meetingOutcome(world, prospect.email, invitation.startsAt);
    if (outcome !== null) outcomes.push(outcome);
  }
  return outcomes;
}

/** What came of the prospect's meetings; written down when it is asked for. */
export async function dealOutcome(world: World, email: string): Promise<Deal | null> {
  const prospect = world.memory.prospectByAddress.get(mailboxAddress(email));
  if (prospect === undefined) return null;
  const meetings = [...world.memory.meetings.values()].filter((meeting) => meeting.prospectId === prospect.id);
  const held = meetings.filter((meeting) => meeting.truth.kind === "meeting.held").length;
  const deal = world.market.deal(prospect, held);
  if (deal === null || world.memory.deals.has(prospect.id)) return deal;
  const kind = deal.won ? "deal.won" : "deal.lost";
  const { amountMinor, currency, closesAfterMs } = deal;
  await record(world, {
    direction: "event",
    event: "deal",
    prospectId: prospect.id,
    email: prospect.email,
    truth: { kind },
    amountMinor,
    currency,
    closesAfterMs,
  });
  return deal;
}

function outcomeOf({ email, startsAt, truth }: MeetingLine): MeetingOutcome {
  return { email, startsAt, outcome: truth.kind === "meeting.held" ? "held" : "no_show" };
}
