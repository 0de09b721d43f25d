import axe from "axe-core";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { expect } from "vitest";
import { startTestApp } from "./app.ts";
import { findChromium } from "./chromium.ts";
import { patienceMs } from "./patience.ts";

/** The browser of this machine; without one the runner counts the files of `test/e2e` as skipped and says so. */
export const browserProgram = findChromium(process.env);

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The whole product with somebody signed in to its console. */
export interface OpenConsole {
  readonly app: Awaited<ReturnType<typeof startTestApp>>;
  readonly page: Page;
  /** What failed in the page, or was refused by the content security policy. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Starts the product and signs in with a browser. */
export async function openConsole(): Promise<OpenConsole> {
  const app = await startTestApp();
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: browserProgram ?? "", args: flags });
    const page = await (
      await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" })
    ).newPage();
    page.setDefaultTimeout(patienceMs);
    await page.goto(app.signInLink);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Today" }).waitFor();
    const opened = browser;
    const close = async () => {
      await opened.close();
      await app.close();
    };
    return { app, page, faults: watched(page), close };
  } catch (error) {
    await browser?.close();
    await app.close();
    throw error;
  }
}

function watched(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // A 404 is an answer here: a contact that is not scored yet has no score.
    const isAnswer = message.text().includes("status of 404") && message.location().url.includes("/v1/");
    if (message.type() === "error" && !isAnswer) faults.push(`${message.text()} ${message.location().url}`);
  });
  return faults;
}

/** Waits until a part of the page says this: what is there first may be an answer to half of what was typed. */
export async function says(part: Locator, text: string | RegExp): Promise<void> {
  await expect.poll(() => part.textContent()).toMatch(text);
}

/** Waits until no dialog is open: its keys are not the page's. */
export async function dialogIsGone(page: Page): Promise<void> {
  await page.locator("dialog[open]").waitFor({ state: "detached" });
}

/** Closes the open dialog by its key, and waits until it is gone: the browser tells the page a moment later. */
export async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await dialogIsGone(page);
}

/** Runs axe through the debugger, past the content security policy, which rightly lets no foreign script in. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
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

/** Presses the key of a button once the button may be used: before it is known who looks, the key means nothing. */
export async function pressWith(page: Page, key: string, button: string): Promise<void> {
  await page.getByRole("button", { name: button }).first().click({ trial: true });
  await page.keyboard.press(key);
}
