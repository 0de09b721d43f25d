import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { approve, type Colleague, colleague, questionOf } from "../helpers/approvals.ts";
import type { TestWorkspace } from "../helpers/given.ts";

const ownWords = { subject: "A question of my own", body: "Hello Kim,\n\nhow long does your month-end take?" };
const better = { subject: "A better question", body: "Hello Kim,\n\nmay I ask how you close your month?" };
const clinic = { industry: "Hospital & Health Care" };

let world: TestApp;
let home: TestWorkspace;
let eve: Colleague;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  eve = await colleague(world, home, "Eve Editor");
});
beforeEach(() => world.nextWorkday());
afterAll(() => world.close());

const propose = async (email: string) =>
  home.agent.actions.propose({ contactId: await home.contact({ email }), draft: ownWords });

describe("an edit", () => {
  test("voids what was asked, is asked about anew with its own digest, and goes out as it was edited", async () => {
    const answer = await propose("kim@northwind.co.uk");
    const { id: approvalId, shownDigest, draft } = await questionOf(eve.client, answer);
    expect(draft).toEqual(ownWords);
    const edited = await eve.client.approvals.edit({ approvalId, shownDigest, ...better });
    expect(edited).toMatchObject({ state: "awaiting_approval", outcome: "needs_approval" });
    const anew = await questionOf(home.approver, answer);
    expect(anew).toMatchObject({ id: edited.approvalId, draft: better, editors: [{ name: "Eve Editor" }] });
    expect(anew.shownDigest).not.toBe(shownDigest);
    expect(anew.message.body).toContain("Unsubscribe: ");
    await expect(home.approver.approvals.grant({ approvalId, shownDigest })).rejects.toThrow(/is void/);
    await approve(home.approver, answer);
    await world.drain();
    const [mail] = world.sink.to("kim@northwind.co.uk");
    expect(mail?.text).toContain("may I ask how you close your month?");
    expect(mail?.text).not.toContain("how long does your month-end take?");
    expect((await home.admin.audit.list({ actionId: answer.id, type: "approval.edited" })).items).toHaveLength(1);
  });

  test("makes its writer an author, who does not approve it alone", async () => {
    const answer = await propose("kim@fabrikam.co.uk");
    const { id: approvalId, shownDigest } = await questionOf(eve.client, answer);
    await eve.client.approvals.edit({ approvalId, shownDigest, ...better });
    const own = await approve(eve.client, answer);
    expect(own).toMatchObject({ state: "pending", waitsFor: [{ given: 1, isMet: false }] });
    expect(own.says).toMatch(/did not write the words/);
    await world.drain();
    expect(world.sink.to("kim@fabrikam.co.uk")).toEqual([]);
    expect(await approve(home.approver, answer)).toMatchObject({ state: "granted", action: { outcome: "allow" } });
  });

  test("and a yes at the same moment: one of them wins, and what goes out was approved as it is", async () => {
    for (const round of ["a", "b", "c", "d", "e"]) {
      const email = `kim@both-${round}.co.uk`;
      const answer = await propose(email);
      const { id: approvalId, shownDigest } = await questionOf(eve.client, answer);
      const [yes, edit] = await Promise.allSettled([
        home.approver.approvals.grant({ approvalId, shownDigest }),
        eve.client.approvals.edit({ approvalId, shownDigest, ...better }),
      ]);
      expect([yes.status, edit.status].sort()).toEqual(["fulfilled", "rejected"]);
      await world.drain();
      const texts = world.sink.to(email).map((mail) => mail.text);
      if (yes.status === "rejected") expect(texts).toEqual([]);
      else expect(texts).toEqual([expect.stringContaining("how long does your month-end take?")]);
    }
  });

  test("is refused to whoever stands behind the proposal, and where the screen is not up to date", async () => {
    const contactId = await home.contact({ email: "kim@lamna.co.uk", ...clinic });
    const answer = await home.propose(contactId);
    const { id: approvalId, shownDigest } = await questionOf(home.admin, answer);
    await expect(home.admin.approvals.edit({ approvalId, shownDigest, ...better })).rejects.toMatchObject({
      document: { code: "not_permitted" },
    });
    const wrong = shownDigest.replace(/^./, (digit) => (digit === "0" ? "1" : "0"));
    await expect(eve.client.approvals.edit({ approvalId, shownDigest: wrong, ...better })).rejects.toMatchObject({
      document: { code: "conflict" },
    });
    expect((await questionOf(eve.client, answer)).editors).toEqual([]);
  });

  test("of a template leaves the template: it is new messaging, beside what it was changed from", async () => {
    const contactId = await home.contact({ email: "kim@adatum.co.uk", ...clinic });
    const answer = await home.agent.actions.propose({ contactId, draft: { templateId: home.templateId } });
    const { id: approvalId, shownDigest, template } = await questionOf(eve.client, answer);
    expect(template).toMatchObject({ id: home.templateId, isApproved: true });
    const edited = await eve.client.approvals.edit({ approvalId, shownDigest, ...better });
    expect(edited.reasons.map(({ code }) => code).sort()).toEqual(["NEW_MESSAGING", "SENSITIVE_SEGMENT"]);
    expect((await questionOf(eve.client, answer)).template).toMatchObject({ id: home.templateId });
  });
});

describe("several at once", () => {
  const ask = async (email: string, templateId = home.templateId) => {
    const contactId = await home.contact({ email, ...clinic });
    return questionOf(home.approver, await home.propose(contactId, { draft: { templateId, slots: {} } }));
  };
  const named = ({ id: approvalId, shownDigest }: Awaited<ReturnType<typeof ask>>) => ({ approvalId, shownDigest });

  test("of one template version are granted each by itself; one that is refused holds up no other", async () => {
    const asked = [await ask("kim@one.co.uk"), await ask("kim@two.co.uk"), await ask("kim@three.co.uk")];
    const [one, two, three] = asked.map(named);
    if (one === undefined || two === undefined || three === undefined) throw new Error("nobody is asked");
    const stale = { ...two, shownDigest: "0".repeat(64) };
    const { items } = await home.approver.approvals.grantMany({ approvals: [one, stale, three] });
    expect(items.map(({ state }) => state)).toEqual(["granted", "refused", "granted"]);
    expect(items[1]?.says).toMatch(/what you were shown/);
    await world.drain();
    const sent = ["one", "two", "three"].map((name) => world.sink.to(`kim@${name}.co.uk`).length);
    expect(sent).toEqual([1, 0, 1]);
  });

  test("of two template versions are refused by name, and nothing is granted", async () => {
    const { id: second } = await home.admin.templates.create({
      name: "first",
      subject: "Again, {{ account.name }}",
      body: "Hello {{ contact.firstName }}",
    });
    await home.admin.templates.approve({ templateId: second });
    const asked = [await ask("kim@four.co.uk"), await ask("kim@five.co.uk", second)];
    await expect(home.approver.approvals.grantMany({ approvals: asked.map(named) })).rejects.toThrow(
      /`first` version 1 and `first` version 2/,
    );
    await world.drain();
    expect([...world.sink.to("kim@four.co.uk"), ...world.sink.to("kim@five.co.uk")]).toEqual([]);
  });

  test("with words that are nobody's template are refused", async () => {
    const own = await questionOf(home.approver, await propose("kim@six.co.uk"));
    const asked = [await ask("kim@seven.co.uk"), own];
    await expect(home.approver.approvals.grantMany({ approvals: asked.map(named) })).rejects.toThrow(
      /words of their own/,
    );
  });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
