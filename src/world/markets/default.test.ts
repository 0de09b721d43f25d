import { describe, expect, test } from "vitest";
import { dayMs } from "../env.ts";
import type { Prospect, ReceivedMessage } from "../market.ts";
import { createMarket } from "./default.ts";

const monday = Date.UTC(2026, 9, 5, 8);
const market = createMarket({ seed: "test", people: 1500 });

function message(prospect: Prospect, ordinal: number): ReceivedMessage {
  return {
    messageId: `<${prospect.id}.${ordinal}@seller.test>`,
    at: monday + ordinal * 3 * dayMs,
    from: "dana@seller.test",
    fromName: "Dana Whitlock",
    subject: "A question about your pipeline",
    text: `Hi ${prospect.firstName},\n\nhow do you keep it up to date today?\n\nDana`,
    answersUs: false,
    invitation: null,
    unsubscribe: { oneClickUrl: "http://127.0.0.1/u", mailto: "u@seller.test" },
  };
}

/** What a seller who leaves out the obvious refusals and follows up once would live through. */
function campaign() {
  const counts = new Map<string, number>();
  const languages = new Set<string>();
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const strict = ["DE", "AT", "NL", "BE", "PL", "RU"];
  const targets = market.prospects.filter(
    ({ crm, country, hidden }) =>
      !crm.optedOut &&
      !["Customer", "Partner", "Competitor"].includes(crm.lifecycleStage) &&
      (!strict.includes(country) || crm.legalBasis.startsWith("Freely given")) &&
      hidden.fit > 0.45,
  );
  for (const prospect of targets.slice(0, 900)) {
    const history: ReceivedMessage[] = [];
    for (let ordinal = 0; ordinal < 2; ordinal += 1) {
      const received = message(prospect, ordinal);
      count("sent");
      const attempt = { at: received.at, address: prospect.email, prospect, refusedAt: [] };
      const verdict = [
        market.receive({ ...attempt, stage: "rcpt" }),
        market.receive({ ...attempt, stage: "data" }),
      ].find((answer) => !answer.accept);
      if (verdict !== undefined && !verdict.accept) {
        count(verdict.truth);
        break;
      }
      const reactions = market.react(prospect, received, history);
      history.push(received);
      for (const reaction of reactions) {
        count(reaction.truth);
        if ("language" in reaction) languages.add(reaction.language);
        if (reaction.kind === "reply" || reaction.kind === "auto_reply") count("reply");
      }
      if (reactions.some(({ truth }) => truth !== "ooo" && truth !== "delayed")) break;
    }
  }
  return { counts, languages };
}

describe("the default market", () => {
  test("is the same for the same seed and another for another", () => {
    expect(createMarket({ seed: "test", people: 300 }).prospects).toEqual(market.prospects.slice(0, 300));
    expect(createMarket({ seed: "other", people: 300 }).prospects).not.toEqual(market.prospects.slice(0, 300));
  });

  test("reacts the same whatever the order in which people are written to, and whatever the Message-ID", () => {
    const some = market.prospects.slice(0, 300);
    const forward = new Map(some.map((prospect) => [prospect.id, market.react(prospect, message(prospect, 0), [])]));
    const again = createMarket({ seed: "test", people: 1500 });
    for (const prospect of some.toReversed()) {
      const renamed = { ...message(prospect, 0), messageId: "<another@seller.test>" };
      expect(again.react(prospect, renamed, [])).toEqual(forward.get(prospect.id));
    }
  });

  test("exceeds what the demo promises by half", () => {
    const { counts, languages } = campaign();
    const floors = { sent: 1000, hard_bounce: 75, soft_bounce: 45, reply: 300, complaint: 7, "reply.meeting": 30 };
    for (const [kind, floor] of Object.entries(floors)) {
      expect(counts.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(floor);
    }
    expect(languages.size).toBeGreaterThanOrEqual(6);
  });

  test("has exactly three John Smiths, at three companies, who can be reached", () => {
    const johns = market.prospects.filter(({ firstName, lastName }) => `${firstName} ${lastName}` === "John Smith");
    expect(johns).toHaveLength(3);
    expect(new Set(johns.map(({ companyId }) => companyId)).size).toBe(3);
    expect(johns.map(({ hidden }) => hidden.mailbox)).toEqual(["ok", "ok", "ok"]);
  });

  test("gives every mailbox to one person", () => {
    const addresses = market.prospects.flatMap(({ email, aliases }) => [email, ...aliases]);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(new Set(market.companies.map(({ domain }) => domain)).size).toBe(market.companies.length);
    for (const address of addresses) expect(address).toMatch(/^[a-z0-9.]+@[a-z0-9.]+$/);
  });

  test("emits the signals of a window once, however the window is cut", () => {
    const whole = market.signals(monday, monday + 7 * dayMs);
    const middle = monday + 3.3 * dayMs;
    expect([...market.signals(monday, middle), ...market.signals(middle, monday + 7 * dayMs)]).toEqual(whole);
    expect(whole.length).toBeGreaterThan(20);
  });

  test("complains about a seller who goes on after an unsubscribe", () => {
    const gone = market.prospects.filter((prospect) =>
      market.react(prospect, message(prospect, 0), []).some(({ truth }) => truth === "unsubscribe"),
    );
    expect(gone.length).toBeGreaterThan(10);
    for (const prospect of gone) {
      const truths = market.react(prospect, message(prospect, 1), [message(prospect, 0)]).map(({ truth }) => truth);
      expect(["complaint", "unsubscribe"]).toContain(truths[0]);
    }
  });

  test("wins some deals and misses some meetings", () => {
    const outcomes = market.prospects.slice(0, 200).map((prospect) => market.meeting(prospect, monday));
    expect(outcomes.filter((outcome) => outcome === "no_show").length).toBeGreaterThan(15);
    const won = market.prospects.slice(0, 200).filter((prospect) => market.deal(prospect, 1)?.won === true);
    expect(won.length).toBeGreaterThan(25);
    expect(market.prospects.slice(0, 200).map((prospect) => market.deal(prospect, 0))).toEqual(Array(200).fill(null));
  });
});
