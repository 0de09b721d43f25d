import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { consoleDir } from "../../src/app/console-build.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { startTestApp } from "../helpers/app.ts";
import { findChromium } from "../helpers/chromium.ts";

const program = findChromium(process.env);
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

type Started = Awaited<ReturnType<typeof startTestApp>>;

// Without a browser the runner counts this file as skipped and says so; see `test/run.ts`.
describe.skipIf(program === undefined)("the console in a browser", () => {
  let app: Started;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    buildConsole();
    app = await startTestApp();
    browser = await chromium.launch({ executablePath: program ?? "", args: flags });
    page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(app.signInLink);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Today" }).waitFor();
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      // A 404 is an answer here: a contact that is not scored yet has no score.
      const isAnswer = message.text().includes("status of 404") && message.location().url.includes("/v1/");
      if (message.type() === "error" && !isAnswer) faults.push(`${message.text()} ${message.location().url}`);
    });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.close();
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
    expect(await page.getByRole("article", { name: "The message" }).textContent()).toContain(
      "may I send you two lines?",
    );
    expect(await page.getByRole("region", { name: "Why a person is asked" }).textContent()).toContain("NEW_MESSAGING");
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
    await page.keyboard.press("s");
    await page.getByRole("dialog").getByRole("button", { name: "Suppress" }).click();
    await page.getByText("Suppressed:").waitFor();
    await verdict.getByText("DNC", { exact: true }).waitFor();
    expect((await app.home.admin.policy.check({ contactId })).outcome).toBe("deny");
    const refused = await app.home.propose(contactId);
    expect(refused.decision.reasons.map((reason) => reason.code)).toContain("DNC");
  });

  test("the case file of a sent message is proven in the browser", async () => {
    const actionId = await sentAction(app);
    await page.goto(`${app.url}/actions/${actionId}`);
    await page.getByText("proven in this browser").waitFor();
    const story = await page.getByRole("region", { name: "Case file" }).textContent();
    expect(story).toContain("The checks and the decision");
    expect(story).toContain("The SMTP conversation");
    await page
      .getByRole("link", { name: /^#\d+$/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "Proof of inclusion" }).waitFor();
  });

  test.each(["/", "/approvals", "/contacts", "/actions", "/agents", "/audit", "/inbox", "/imports", "/suppressions"])(
    "%s has no accessibility fault that axe can find",
    async (path) => {
      await page.goto(`${app.url}${path}`);
      await page.waitForLoadState("networkidle");
      expect(await axeFaults(page)).toEqual([]);
    },
  );

  test("the shell is at most 130 KiB of script and no page adds more than 60", () => {
    const page = readFileSync(join(consoleDir, "index.html"), "utf8");
    const assets = join(consoleDir, "assets");
    const scripts = readdirSync(assets)
      .filter((name) => name.endsWith(".js"))
      .map((name) => ({ isShell: page.includes(name), kib: gzipSync(readFileSync(join(assets, name))).length / 1024 }));
    const shell = scripts.filter((script) => script.isShell).reduce((sum, script) => sum + script.kib, 0);
    expect(shell).toBeGreaterThan(50);
    expect(shell).toBeLessThanOrEqual(130);
    expect(Math.max(...scripts.filter((script) => !script.isShell).map((script) => script.kib))).toBeLessThanOrEqual(
      60,
    );
  });

  test("nothing was refused by the content security policy, and nothing failed", () => {
    expect(faults).toEqual([]);
  });
});

/** Always anew: a console left from an older build would be the one that is tested. Vitest's own mode would make it large. */
function buildConsole(): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const vite = join(root, "node_modules/vite/bin/vite.js");
  execFileSync(process.execPath, [vite, "build", "--config", "console/vite.config.ts", "--logLevel", "error"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production" },
  });
}

async function sentAction(app: Started): Promise<Id<"act">> {
  const contactId = await app.home.contact({ email: "mei@quarrypaper.co.uk", first: "Mei" });
  const proposed = await app.home.propose(contactId);
  await app.drain();
  expect((await app.home.action(proposed)).state).toBe("sent");
  return proposed.id;
}

/** Runs axe through the debugger, past the content security policy, which rightly lets no foreign script in. */
async function axeFaults(page: Page): Promise<readonly string[]> {
  const { source } = axe;
  const debug = await page.context().newCDPSession(page);
  await debug.send("Runtime.evaluate", { expression: `${source};0` });
  const { result } = await debug.send("Runtime.evaluate", {
    expression: `axe.run(document).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => id + " " + nodes[0].target.join(" "))))`,
    awaitPromise: true,
  });
  await debug.detach();
  return JSON.parse(String(result.value)) as string[];
}
