import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consoleDir } from "../../src/app/console-build.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { axeFaults, browserProgram, type OpenConsole, openConsole, pressWith, says } from "../helpers/browser.ts";

// Without a browser the runner counts this file as skipped and says so; see `test/run.ts`.
describe.skipIf(browserProgram === undefined)("the console in a browser", () => {
  let opened: OpenConsole;
  let app: OpenConsole["app"];
  let page: OpenConsole["page"];

  beforeAll(async () => {
    opened = await openConsole();
    ({ app, page } = opened);
  });

  afterAll(async () => {
    await opened?.close();
  });

  test("a message is approved with one key, exactly as it was shown, and goes out", async () => {
    const contactId = await app.home.contact({ email: "ingrid@haldenfreight.co.uk", first: "Ingrid" });
    const asked = await app.home.agent.actions.propose({
      contactId,
      draft: { subject: "Two lines on month-end", body: "Hello Ingrid,\n\nmay I send you two lines?" },
    });
    expect(asked.decision.outcome).toBe("needs_approval");
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await page.getByRole("article", { name: "The message" }).waitFor();
    await says(page.getByRole("article", { name: "The message" }), "may I send you two lines?");
    await says(page.getByRole("region", { name: "Why a person is asked" }), "NEW_MESSAGING");
    await page.keyboard.press("a");
    await page.getByText("Approved, decided again").waitFor();
    await app.drain();
    expect((await app.home.action(asked)).state).toBe("sent");
    expect(app.sink.to("ingrid@haldenfreight.co.uk").map((mail) => mail.text)).toEqual([
      expect.stringContaining("may I send you two lines?"),
    ]);
  });

  test("a contact is suppressed from its page, and the page says no at once", async () => {
    const contactId = await app.home.contact({ email: "oskar@ternmarine.co.uk", first: "Oskar" });
    await page.goto(`${app.url}/contacts/${contactId}`);
    const verdict = page.getByRole("region", { name: "May we contact?" });
    await verdict.getByRole("status").waitFor();
    await pressWith(page, "s", "Suppress");
    await page.getByRole("dialog").getByRole("button", { name: "Suppress" }).click();
    await page.getByText("Suppressed:").waitFor();
    await verdict.getByText("DNC", { exact: true }).waitFor();
    expect((await app.home.admin.policy.check({ contactId })).outcome).toBe("deny");
    const refused = await app.home.propose(contactId);
    expect(refused.decision.reasons.map((reason) => reason.code)).toContain("DNC");
  });

  test("an answer from before a change is not taken for the newest", async () => {
    const contactId = await app.home.contact({ email: "signe@ternmarine.co.uk", first: "Signe" });
    const suppressed = Promise.withResolvers<void>();
    const check = (url: URL): boolean => url.pathname.endsWith("/policy-check");
    await page.route(
      check,
      async (route) => {
        const response = await route.fetch();
        await suppressed.promise;
        await route.fulfill({ response });
      },
      { times: 1 },
    );
    const asked = page.waitForRequest((request) => check(new URL(request.url())));
    await page.goto(`${app.url}/contacts/${contactId}`);
    await asked;
    await page.getByRole("heading", { name: "Signe" }).first().waitFor();
    await pressWith(page, "s", "Suppress");
    await page.getByRole("dialog").getByRole("button", { name: "Suppress" }).click();
    await page.getByText("Suppressed:").waitFor();
    suppressed.resolve();
    await page.getByRole("region", { name: "May we contact?" }).getByText("DNC", { exact: true }).waitFor();
  });

  test("what just happened names the person, also where no address took part", async () => {
    const contactId = await app.home.contact({ email: "tove@capstan.co.uk", first: "Tove", last: "Lind" });
    await app.home.admin.activities.record({ contactId, kind: "call_placed" });
    await page.goto(app.url);
    const latest = page.getByRole("region", { name: "Just happened" });
    await latest.getByRole("link", { name: "Tove Lind" }).waitFor();
  });

  test("the case file of a sent message is proven in the browser", async () => {
    const actionId = await sentAction(app);
    await page.goto(`${app.url}/actions/${actionId}`);
    await page.getByText("proven in this browser").waitFor();
    const story = page.getByRole("region", { name: "Case file" });
    await says(story, "The checks and the decision");
    await says(story, "The SMTP conversation");
    await page
      .getByRole("link", { name: /^#\d+$/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "Proof of inclusion" }).waitFor();
  });

  test.each([
    "/",
    "/approvals",
    "/contacts",
    "/actions",
    "/agents",
    "/audit",
    "/inbox",
    "/imports",
    "/suppressions",
    "/reviews",
    "/accounts",
    "/policies",
  ])("%s has no accessibility fault that axe can find", async (path) => {
    await page.goto(`${app.url}${path}`);
    await page.waitForLoadState("networkidle");
    expect(await axeFaults(page)).toEqual([]);
  });

  test("the shell is at most 130 KiB of script, no page adds more than 60, and the policy editor alone 110", () => {
    const page = readFileSync(join(consoleDir, "index.html"), "utf8");
    const assets = join(consoleDir, "assets");
    const scripts = readdirSync(assets)
      .filter((name) => name.endsWith(".js"))
      .map((name) => ({
        isShell: page.includes(name),
        isEditor: name.startsWith("code-editor-"),
        kib: gzipSync(readFileSync(join(assets, name))).length / 1024,
      }));
    const shell = scripts.filter((script) => script.isShell).reduce((sum, script) => sum + script.kib, 0);
    expect(shell).toBeGreaterThan(50);
    expect(shell).toBeLessThanOrEqual(130);
    const pages = scripts.filter((script) => !script.isShell && !script.isEditor);
    expect(Math.max(...pages.map((script) => script.kib))).toBeLessThanOrEqual(60);
    const editor = scripts.filter((script) => script.isEditor);
    expect(editor).toHaveLength(1);
    expect(editor[0]?.kib).toBeLessThanOrEqual(110);
  });

  test("nothing was refused by the content security policy, and nothing failed", () => {
    expect(opened.faults).toEqual([]);
  });
});

async function sentAction(app: OpenConsole["app"]): Promise<Id<"act">> {
  const contactId = await app.home.contact({ email: "mei@quarrypaper.co.uk", first: "Mei" });
  const proposed = await app.home.propose(contactId);
  await app.drain();
  expect((await app.home.action(proposed)).state).toBe("sent");
  return proposed.id;
}
