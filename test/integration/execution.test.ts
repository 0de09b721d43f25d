import PostalMime from "postal-mime";
import { afterAll, beforeAll, expect, test } from "vitest";
import { localOwner } from "../../src/access/local-owner.ts";
import { createClient } from "../../src/client/client.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";

const hourMs = 3_600_000;
const ownWords = { subject: "A question of my own", body: "Hello Kim,\n\nhow long does your month-end take?" };

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);

async function question(answer: Proposed) {
  const found = (await home.approver.approvals.list({})).items.find((one) => one.id === answer.approvalId);
  if (found === undefined) throw new Error("nobody was asked");
  return found;
}

test("an allowed proposal is sent once, and its decision is under a released checkpoint before", async () => {
  const contactId = await home.contact({ email: "kim@northwind.co.uk" });
  const answer = await home.propose(contactId);
  expect(answer).toMatchObject({ state: "queued", decision: { outcome: "allow", reasons: [] }, approvalId: null });
  expect(world.sink.taken).toHaveLength(0);
  await world.drain();
  const action = await home.action(answer);
  expect(action).toMatchObject({ state: "sent", attempts: [{ number: 1, state: "sent", replyCode: 250 }] });
  const [mail, ...others] = world.sink.to("kim@northwind.co.uk");
  expect(others).toEqual([]);
  expect(mail?.rfc822Id).toBe(action.message?.rfc822Id);
  await eventually(async () => {
    const { items } = await home.admin.audit.list({ actionId: answer.id });
    expect(items.map(({ record }) => record.type).reverse()).toEqual([
      "decision.send_email",
      "decision.send_email",
      "message.reserved",
      "message.attempted",
      "message.sent",
    ]);
  });
});

test("a denied proposal says the rule and stays denied; nothing is queued", async () => {
  const contactId = await home.contact({ email: "hans@denied.de", country: "Germany" });
  const answer = await home.propose(contactId);
  expect(answer).toMatchObject({ state: "denied", decision: { outcome: "deny", until: null } });
  expect(codes(answer)).toEqual(["GEO_CONSENT"]);
  await world.drain();
  expect(world.sink.to("hans@denied.de")).toEqual([]);
});

test("a deferred proposal is decided again when its time has come, and sent then", async () => {
  const contactId = await home.contact({ email: "aiko@tokyo.co.jp", country: "Japan" });
  const answer = await home.propose(contactId);
  expect(answer).toMatchObject({ state: "deferred", decision: { outcome: "defer" } });
  expect(codes(answer)).toEqual(["QUIET_HOURS"]);
  await world.drain();
  expect(world.sink.to("aiko@tokyo.co.jp")).toEqual([]);
  await world.advance(Date.parse(answer.decision.until ?? "") - (await world.now()));
  await world.drain();
  expect(await home.action(answer)).toMatchObject({ state: "sent", outcome: "allow" });
  await world.advance(9 * hourMs);
});

test("what is approved is what is sent, to the byte", async () => {
  const contactId = await home.contact({ email: "kim@fabrikam.co.uk" });
  const answer = await home.agent.actions.propose({ contactId, draft: ownWords });
  expect(answer).toMatchObject({ state: "awaiting_approval", decision: { outcome: "needs_approval" } });
  expect(codes(answer)).toEqual(["NEW_MESSAGING"]);
  await world.drain();
  expect(world.sink.to("kim@fabrikam.co.uk")).toEqual([]);
  const { id: approvalId, shownDigest, message } = await question(answer);
  expect(message).toMatchObject({ to: "kim@fabrikam.co.uk", subject: ownWords.subject });
  const granted = await home.approver.approvals.grant({ approvalId, shownDigest });
  expect(granted).toMatchObject({ state: "granted", action: { state: "queued", outcome: "allow" } });
  await world.drain();
  const sent = await home.action(answer);
  expect(sent).toMatchObject({ state: "sent", message: { subject: message.subject, body: message.body } });
  const [mail] = world.sink.to("kim@fabrikam.co.uk");
  const parsed = await PostalMime.parse(mail?.raw ?? "");
  expect(parsed.text?.replaceAll("\r\n", "\n").trimEnd()).toBe(message.body.trimEnd());
});

test("an approval names the digest of what was shown; another one is a conflict", async () => {
  const contactId = await home.contact({ email: "kim@tailspin.co.uk" });
  const answer = await home.agent.actions.propose({ contactId, draft: ownWords });
  const { id: approvalId, shownDigest } = await question(answer);
  const wrong = shownDigest.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
  await expect(home.approver.approvals.grant({ approvalId, shownDigest: wrong })).rejects.toMatchObject({
    document: { code: "conflict", status: 409 },
  });
  await home.approver.approvals.reject({ approvalId, note: "not now" });
  await expect(home.approver.approvals.grant({ approvalId, shownDigest })).rejects.toThrow(/rejected/);
  expect(await home.action(answer)).toMatchObject({ state: "cancelled", stoppedReason: "approval_rejected" });
  await world.drain();
  expect(world.sink.to("kim@tailspin.co.uk")).toEqual([]);
});

test("nobody approves what they proposed; the owner of the data folder may, for others", async () => {
  const contactId = await home.contact({ email: "kim@clinic.co.uk", industry: "Hospital & Health Care" });
  const { member } = await home.admin.people.create({ name: "Olu", email: "olu@fairlead.example", role: "operator" });
  const { secret } = await home.admin.keys.create({ name: "by the admin", holderId: member.id });
  const operator = createClient({ url: world.url, token: secret });
  const answer = await operator.actions.propose({ contactId, draft: { templateId: home.templateId } });
  expect(codes(answer)).toEqual(["SENSITIVE_SEGMENT"]);
  const { id: approvalId, shownDigest } = await question(answer);
  await expect(operator.approvals.grant({ approvalId, shownDigest })).rejects.toMatchObject({
    document: { code: "not_permitted" },
  });
  const granted = world.app.invoker.call("approvals.grant", { approvalId, shownDigest }, localOwner(home.id, "req_1"));
  await expect(granted).resolves.toMatchObject({ state: "granted", action: { outcome: "allow" } });
  await world.drain();
  expect(world.sink.to("kim@clinic.co.uk")).toHaveLength(1);
});

test("an agent's first action is approved by a person, and that lifts the rule for the next", async () => {
  const { id: agentId } = await home.admin.agents.create({ name: "Newcomer" });
  const newcomer = createClient({ url: world.url, token: await home.key(agentId) });
  const draft = { templateId: home.templateId };
  const first = await newcomer.actions.propose({ contactId: await home.contact({ email: "kim@first.co.uk" }), draft });
  expect(codes(first)).toEqual(["NEW_AGENT"]);
  const { id: approvalId, shownDigest } = await question(first);
  await home.approver.approvals.grant({ approvalId, shownDigest });
  const next = await newcomer.actions.propose({ contactId: await home.contact({ email: "kim@next.co.uk" }), draft });
  expect(next.decision.outcome).toBe("allow");
});

test("a change of the recipient after the approval voids it: a person is asked again", async () => {
  const contactId = await home.contact({
    email: "old@adatum.co.uk",
    id: "adatum-1",
    linkedin: "linkedin.com/in/adatum-kim",
  });
  const answer = await home.agent.actions.propose({ contactId, draft: ownWords });
  const { id: approvalId, shownDigest } = await question(answer);
  await home.import([{ email: "new@adatum.co.uk", id: "adatum-1", linkedin: "linkedin.com/in/adatum-kim" }]);
  const granted = await home.approver.approvals.grant({ approvalId, shownDigest });
  expect(granted.action).toMatchObject({ state: "awaiting_approval", outcome: "needs_approval" });
  await world.drain();
  expect([...world.sink.to("old@adatum.co.uk"), ...world.sink.to("new@adatum.co.uk")]).toEqual([]);
});

test("an approval that nobody gave in time is void, and the action is never sent", async () => {
  const contactId = await home.contact({ email: "kim@lamna.co.uk" });
  const answer = await home.agent.actions.propose({ contactId, draft: ownWords });
  const { id: approvalId, shownDigest } = await question(answer);
  await world.advance(7 * 24 * hourMs);
  await expect(home.approver.approvals.grant({ approvalId, shownDigest })).rejects.toThrow(/expired/);
  await world.drain();
  expect(await home.action(answer)).toMatchObject({ state: "cancelled", stoppedReason: "approval_expired" });
  expect(world.sink.to("kim@lamna.co.uk")).toEqual([]);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
