import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { fairlead } from "../helpers/command.ts";
import type { TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
let organisation: string;
const sent: { readonly id: Id<"act">; readonly contactId: Id<"con"> }[] = [];

/** Four people of whom two are written to twice and one books a meeting, and one of an industry that is not written to. */
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  organisation = (await home.admin.policy.get({})).organisation;
  const contactIds: Id<"con">[] = [];
  for (const name of ["ann", "ben", "cas", "dee"])
    contactIds.push(await home.contact({ email: `${name}@${name}-tested.co.uk` }));
  for (let round = 0; round < 2; round += 1) {
    for (const contactId of round === 0 ? contactIds : contactIds.slice(0, 2)) {
      const { id } = await home.propose(contactId);
      await world.drain();
      sent.push({ id, contactId });
    }
    for (let day = 0; day < 3; day += 1) await world.nextWorkday();
  }
  await home.propose(await home.contact({ email: "eva@gambling-tested.co.uk", industry: "Gambling" }));
  const [, , , fourth] = sent;
  if (fourth === undefined) throw new Error("nothing was sent");
  await home.admin.outcomes.record({ kind: "meeting_booked", contactId: fourth.contactId, key: "crm-1" });
  await world.drain();
});
afterAll(() => world.close());

const onePerWeek = (text: string): string => text.replace(/(@id\("cap\.contact-week"\)[\s\S]*?d7 >= )\d+/, "$11");
const nobodyNamed = (...contactIds: readonly string[]): string => `${organisation}
@id("try.some") @effect("deny") @code("SOME") @says("some are not written to")
forbid (principal, action in Fairlead::Action::"touch", resource)
when { [${contactIds.map((id) => `"${id}"`).join(", ")}].contains(context.contact.id) };`;

test.each(["as-recorded", "timeline"] as const)(
  "the policies in force change nothing of what they decided, %s",
  async (mode) => {
    const told = await home.admin.policy.backtest({ mode });
    expect(told).toMatchObject({ mode, says: "would have changed nothing of what was sent", examples: [], cameOf: [] });
    expect(told.decisions).toMatchObject({ changed: 0, notAsked: 0, withheld: 0, unreadable: 0 });
    expect(told.sends).toMatchObject({ sent: 6, kept: 6 });
  },
);

test("sends that would have been blocked are counted with what came of them", async () => {
  const [, , third, fourth] = sent;
  const told = await home.admin.policy.backtest({
    organisation: nobodyNamed(third?.contactId ?? "", fourth?.contactId ?? ""),
  });
  expect(told.says).toBe("would have blocked 2 sends, 1 of which booked meetings");
  expect(told.sends).toMatchObject({ sent: 6, kept: 4, blocked: 2 });
  expect(told.cameOf).toContainEqual({ what: "meeting_booked", sends: 1 });
  expect(told.policies).toEqual([{ policy: "try.some", code: "SOME", stops: 2, lets: 0 }]);
  expect(told.examples.map(({ actionId, cameOf }) => [actionId, cameOf.includes("meeting_booked")])).toEqual(
    expect.arrayContaining([
      [third?.id, false],
      [fourth?.id, true],
    ]),
  );
  expect(told.days.reduce((sum, { blocked }) => sum + blocked, 0)).toBe(2);
  expect((await home.admin.policy.get({})).organisation).toBe(organisation);
});

test("a cap counts along its own history where that is asked for", async () => {
  const tighter = onePerWeek(organisation);
  const told = await home.admin.policy.backtest({ organisation: tighter, mode: "timeline" });
  expect(told.sends).toMatchObject({ sent: 6, kept: 4, put_off: 2 });
  // Blocked the first time, each is free the second time; the recorded counts know nothing of that.
  const [first, second] = sent;
  const early = `${tighter}
@id("try.early") @effect("deny") @code("EARLY") @says("not before")
forbid (principal, action in Fairlead::Action::"touch", resource)
when { ["${first?.id}", "${second?.id}"].contains(context.action.id) };`;
  const asRecorded = await home.admin.policy.backtest({ organisation: early });
  const timeline = await home.admin.policy.backtest({ organisation: early, mode: "timeline" });
  expect(asRecorded.sends).toMatchObject({ blocked: 2, put_off: 2, kept: 2 });
  expect(timeline.sends).toMatchObject({ blocked: 2, put_off: 0, kept: 4 });
});

test("what would be newly allowed has no outcome that anybody knows", async () => {
  const open = organisation.replace(/@id\("industry\.restricted"\)[\s\S]*?\};/, "");
  expect(open).not.toBe(organisation);
  const told = await home.admin.policy.backtest({ organisation: open });
  expect(told.sends).toMatchObject({ sent: 6, kept: 6, newly_allowed: 1 });
  expect(told.examples).toMatchObject([{ turn: "newly_allowed", was: "deny", now: "allow", cameOf: ["unknown"] }]);
});

test("whoever may not put policies in force tries only those that are; a time has to have a length", async () => {
  const asked = { organisation: nobodyNamed("con_x") };
  await expect(home.approver.policy.backtest(asked)).rejects.toMatchObject({ document: { code: "not_permitted" } });
  expect((await home.approver.policy.backtest({})).sends.sent).toBe(6);
  const backwards = { since: "2026-03-09T00:00:00Z", until: "2026-03-08T00:00:00Z" };
  await expect(home.admin.policy.backtest(backwards)).rejects.toMatchObject({ document: { code: "invalid_input" } });
});

test("the command line says it in words", async () => {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-backtest-"));
  try {
    writeFileSync(join(folder, "mine.cedar"), nobodyNamed(sent[3]?.contactId ?? ""));
    const given = ["--url", world.url, "--token", home.tokens.admin];
    const { out, code } = await fairlead(["policy", "backtest", folder, "--mode", "timeline", ...given]);
    expect(code).toBe(0);
    expect(out).toContain("would have blocked 1 send, 1 of which booked meetings");
    expect(out).toContain("try.some SOME: stops 1");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
