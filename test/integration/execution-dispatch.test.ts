import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitReleased } from "../../src/audit/gate.ts";
import { openAttempt } from "../../src/execution/attempt.ts";
import { reserve } from "../../src/execution/reserve.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";
import { casesFor } from "../helpers/policy-cases.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

/** The first half of dispatch: decided again, bytes and permit written, the decision under a checkpoint. */
async function reserved(email: string) {
  const contactId = await home.contact({ email });
  const answer = await home.agent.actions.propose({ contactId, draft: { templateId: home.templateId } });
  const [one] = await world.db.write(home.id, (tx) => reserve(world.app.deps.dispatch, tx, [answer.id]));
  if (one === undefined) throw new Error("the action was not reserved");
  await waitReleased(world.app.resources, home.id, [one.recordId]);
  return { contactId, answer };
}

const attempt = (answer: Proposed) =>
  world.db.write(home.id, (tx) => openAttempt(world.app.deps.dispatch, tx, answer.id));

describe("what commits between reserve and attempt stops the send", () => {
  test("nothing at all: the attempt opens", async () => {
    const { answer } = await reserved("kim@nothing.co.uk");
    expect(await attempt(answer)).toMatchObject({ mail: { to: "kim@nothing.co.uk" } });
  });

  const stops: readonly (readonly [string, (contactId: `con_${string}`, email: string) => Promise<unknown>, string])[] =
    [
      ["a suppression of the contact", (contactId) => home.agent.suppressions.create({ contactId }), "DNC"],
      ["a suppression of the address", (_, address) => home.admin.suppressions.create({ address }), "DNC"],
      [
        "a suppression of the domain",
        (_, email) => home.admin.suppressions.create({ domain: email.split("@")[1] ?? "" }),
        "DOMAIN_SUPPRESSED",
      ],
      ["a hold", (contactId) => home.admin.holds.create({ contactId }), "HELD"],
      [
        "a do-not-contact row of an import",
        (_, email) => home.import([{ email, doNotContact: "yes" }], "Other list"),
        "DNC",
      ],
    ];
  test.each(stops)("%s", async (name, stop, code) => {
    const email = `kim@${name.replace(/[^a-z]/g, "")}.co.uk`;
    const { contactId, answer } = await reserved(email);
    await stop(contactId, email);
    expect(await attempt(answer)).toBeNull();
    await world.drain();
    const action = await home.action(answer);
    expect(action.attempts).toEqual([]);
    expect(["denied", "cancelled"]).toContain(action.state);
    if (action.state === "denied") expect(action.reasons.map((reason) => reason.code)).toContain(code);
    expect(world.sink.to(email)).toEqual([]);
  });

  const pauses = [
    [
      "the workspace",
      () => home.approver.workspace.pause({ reason: "stop all" }),
      () => home.admin.workspace.resume({ reason: "go on" }),
    ],
    [
      "the agent",
      () => home.approver.agents.pause({ agentId: home.agentId, reason: "too eager" }),
      () => home.admin.agents.resume({ agentId: home.agentId, reason: "carry on" }),
    ],
    [
      "the mailbox",
      () => home.admin.mailboxes.pause({ mailboxId: home.mailboxId, reason: "look" }),
      () => home.admin.mailboxes.resume({ mailboxId: home.mailboxId, reason: "fine" }),
    ],
  ] as const;
  test.each(pauses)(
    "a pause of %s; when it is over the action is decided anew and sent",
    async (name, pause, resume) => {
      const email = `kim@${name.replace(" ", "-")}-paused.co.uk`;
      const { answer } = await reserved(email);
      await pause();
      expect(await attempt(answer)).toBeNull();
      await world.drain();
      expect(await home.action(answer)).toMatchObject({
        state: name === "the mailbox" ? "deferred" : "held",
        attempts: [],
      });
      await resume();
      if (name === "the mailbox") await world.advance(hourMs);
      await world.drain();
      expect((await home.action(answer)).state).toBe("sent");
      expect(world.sink.to(email)).toHaveLength(1);
    },
  );

  test("another policy bundle: the action is decided again by it", async () => {
    const { answer } = await reserved("kim@bundle.co.uk");
    const { organisation } = await home.admin.policy.get({});
    const stricter = `${organisation}\n@id("own.no-bundle") @effect("deny") @code("NO_BUNDLE") @says("not this domain")
forbid (principal, action in Fairlead::Action::"touch", resource) when { context.caps.domain.d1 >= 0 };`;
    const tried = casesFor({ code: "NO_BUNDLE", hit: {}, pass: { caps: { domain: { d1: -1 } } } });
    await home.admin.policy.activate({ organisation: stricter, tests: [tried], reason: "a test" });
    expect(await attempt(answer)).toBeNull();
    await world.drain();
    const action = await home.action(answer);
    expect(action).toMatchObject({ state: "denied", attempts: [] });
    expect(action.reasons.map((reason) => reason.code)).toEqual(["NO_BUNDLE"]);
    await home.admin.policy.activate({ organisation, reason: "as before" });
  });

  test("time: an expired permit opens nothing, and the action is decided again before it is sent", async () => {
    const { answer } = await reserved("kim@expired.co.uk");
    await world.advance(16 * minuteMs);
    expect(await attempt(answer)).toBeNull();
    expect(world.sink.to("kim@expired.co.uk")).toEqual([]);
    await world.drain();
    expect(await home.action(answer)).toMatchObject({ state: "sent", attempts: [{ number: 1 }] });
  });
});

describe("what the recipients' server says", () => {
  const sentTo = async (email: string) => {
    const answer = await home.propose(await home.contact({ email }));
    await world.drain();
    return answer;
  };

  test("a connection that breaks after 354 is unknown: looked into, never sent again", async () => {
    for (const phase of ["data", "dot"] as const) {
      const email = `kim@drop-${phase}.co.uk`;
      world.sink.expect(email, { does: "drop", phase });
      const answer = await sentTo(email);
      const { contact } = await home.action(answer);
      expect(await home.action(answer)).toMatchObject({
        state: "unknown",
        attempts: [{ number: 1, state: "unknown" }],
      });
      await world.advance(25 * hourMs);
      await world.drain();
      expect(await home.action(answer)).toMatchObject({ state: "parked", attempts: [{ number: 1 }] });
      expect(world.sink.asked.filter((address) => address === email)).toHaveLength(1);
      expect(world.sink.to(email)).toHaveLength(phase === "dot" ? 1 : 0);
      const { items } = await home.admin.tasks.list({});
      expect(items.filter((task) => task.kind === "unknown_send" && task.contact?.id === contact.id)).toHaveLength(1);
    }
  });

  test("a refusal for now is tried four times at most, with the same bytes and Message-ID", async () => {
    const email = "kim@greylist.co.uk";
    const busy = { does: "refuse", phase: "rcpt", code: 451 } as const;
    world.sink.expect(email, busy, busy, busy);
    const answer = await sentTo(email);
    expect((await home.action(answer)).state).toBe("deferred");
    for (let round = 0; round < 4; round += 1) await nextDay();
    expect(await home.action(answer)).toMatchObject({ state: "sent" });
    expect((await home.action(answer)).attempts.map((one) => one.state)).toEqual([
      "deferred",
      "deferred",
      "deferred",
      "sent",
    ]);
    const { message } = await home.action(answer);
    expect(world.sink.to(email).map((mail) => mail.rfc822Id)).toEqual([message?.rfc822Id]);
  });

  test("after the fourth refusal for now it is given up, and the contact rests", async () => {
    const email = "kim@full.co.uk";
    const full = { does: "refuse", phase: "data", code: 452 } as const;
    world.sink.expect(email, full, full, full, full, full);
    const answer = await sentTo(email);
    for (let round = 0; round < 6; round += 1) await nextDay();
    const action = await home.action(answer);
    expect(action).toMatchObject({ state: "rejected" });
    expect(action.attempts).toHaveLength(4);
    expect(world.sink.to(email)).toEqual([]);
  });

  test("a server that is away for a while costs no try of the four", async () => {
    const email = "kim@away.co.uk";
    const away = { does: "drop", phase: "greeting" } as const;
    const busy = { does: "refuse", phase: "rcpt", code: 451 } as const;
    world.sink.expectConnection(away, away);
    world.sink.expect(email, busy, busy);
    const answer = await sentTo(email);
    for (let round = 0; round < 2; round += 1) await nextDay();
    const action = await home.action(answer);
    const states = action.attempts.map((one) => one.state);
    expect(states).toEqual(["not_sent", "not_sent", "deferred", "deferred", "sent"]);
    expect(action.state).toBe("sent");
  });

  test("a refusal for good suppresses the address", async () => {
    const email = "gone@refused.co.uk";
    world.sink.expect(email, { does: "refuse", phase: "rcpt", code: 550, says: "5.1.1 no such user" });
    const answer = await sentTo(email);
    expect(await home.action(answer)).toMatchObject({ state: "rejected" });
    const again = await home.propose(await home.contactOf(email));
    expect(again.decision.reasons.map((reason) => reason.code)).toContain("HARD_BOUNCE");
  });
});

async function nextDay(): Promise<void> {
  await world.nextWorkday();
  await world.drain();
}

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
