import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults, browserProgram, type OpenConsole, openConsole, pressWith, says } from "../helpers/browser.ts";
import { eventually } from "../helpers/eventually.ts";

const firstWords = { subject: "Two lines on month-end", body: "Hello,\n\nmay I send you two lines?" };

// Without a browser the runner counts this file as skipped and says so; see `test/run.ts`.
describe.skipIf(browserProgram === undefined)("the approvals page in a browser", () => {
  let opened: OpenConsole;
  let app: OpenConsole["app"];
  let page: OpenConsole["page"];
  const message = () => page.getByRole("article", { name: "The message" });
  const asked = async (email: string, first: string) => {
    const contactId = await app.home.contact({ email, first });
    return app.home.agent.actions.propose({ contactId, draft: firstWords });
  };
  const stateOf = async (id: `act_${string}`) => (await app.home.admin.actions.get({ actionId: id })).state;

  beforeAll(async () => {
    opened = await openConsole();
    ({ app, page } = opened);
  });
  afterAll(async () => {
    await opened?.close();
  });

  test("an answer is taken back within ten seconds and nobody was told; the next one counts", async () => {
    const { id } = await asked("ingrid@haldenfreight.co.uk", "Ingrid");
    await page.goto(`${app.url}/approvals`);
    await says(message(), "may I send you two lines?");
    await page.keyboard.press("a");
    await page.getByText("Approving the message to Ingrid").waitFor();
    await page.keyboard.press("u");
    await page.getByText("Taken back").waitFor();
    await says(message(), "may I send you two lines?");
    expect(await stateOf(id)).toBe("awaiting_approval");
    await page.keyboard.press("a");
    await page.getByText("Approved, decided again").waitFor();
    expect(await stateOf(id)).toBe("queued");
    await app.drain();
    expect(app.sink.to("ingrid@haldenfreight.co.uk")).toHaveLength(1);
  });

  test("words are edited with one key, asked about anew, and their writer alone does not send them", async () => {
    const { id } = await asked("oskar@ternmarine.co.uk", "Oskar");
    await page.goto(`${app.url}/approvals`);
    await says(message(), "may I send you two lines?");
    await pressWith(page, "e", "Edit");
    const form = page.getByRole("dialog");
    await form.getByLabel("Message").fill("Hello Oskar,\n\nmay I ask one thing?");
    await form.getByRole("button", { name: "Save and ask again" }).click();
    await page.getByText("Edited, decided again").waitFor();
    await says(message(), "may I ask one thing?");
    const needs = page.getByRole("region", { name: "Who has to say yes" });
    await says(needs, /Edited by Ada Admin: somebody else has to approve it too/);
    await says(needs, "0 of 1");
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press("a");
    await page.getByText("Approved by you").waitFor();
    await says(needs, /You cannot approve this: .*Pat Approver could/);
    expect(await stateOf(id)).toBe("awaiting_approval");
    const { items } = await app.home.approver.approvals.list({});
    const question = items.find((one) => one.actionId === id);
    if (question === undefined) throw new Error("nobody is asked");
    await app.home.approver.approvals.grant({ approvalId: question.id, shownDigest: question.shownDigest });
    await app.drain();
    const [mail] = app.sink.to("oskar@ternmarine.co.uk");
    expect(mail?.text).toContain("may I ask one thing?");
  });

  test("whoever leaves the page has made up their mind: the answer is told", async () => {
    const { id } = await asked("signe@ternmarine.co.uk", "Signe");
    await page.goto(`${app.url}/approvals`);
    await says(message(), "may I send you two lines?");
    await page.keyboard.press("a");
    await page.getByText("Approving the message to Signe").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await eventually(async () => expect(await stateOf(id)).not.toBe("awaiting_approval"));
  });

  test("nothing failed in the page", () => {
    expect(opened.faults).toEqual([]);
    expect(app.failures).toEqual([]);
  });
});
