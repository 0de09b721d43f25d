import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { axeFaults, browserProgram, type OpenConsole, openConsole } from "../helpers/browser.ts";

describe.skipIf(browserProgram === undefined)("why something was not sent, in a browser", () => {
  let opened: OpenConsole;
  let page: Page;
  let denied: Id<"con">;

  beforeAll(async () => {
    opened = await openConsole();
    ({ page } = opened);
    const { home } = opened.app;
    denied = await home.contact({ email: "hans@denied.de", first: "Hans", last: "Vogel", country: "Germany" });
    await home.propose(denied);
    await home.propose(await home.contact({ email: "uta@denied.de", first: "Uta", country: "Germany" }));
    await home.propose(await home.contact({ email: "aiko@tokyo.co.jp", first: "Aiko", country: "Japan" }));
  });

  afterAll(async () => {
    await opened?.close();
  });

  test("stops are counted by reason and week, and each number is a link to what it counts", async () => {
    await page.getByRole("link", { name: "Stops" }).click();
    const table = page.getByRole("table", { name: "Stops by reason and week" });
    await table.waitFor();
    const line = table.getByRole("row", { name: /GEO_CONSENT/ });
    expect(await line.getByRole("link").allInnerTexts()).toEqual(["2", "2"]);
    await table.getByRole("row", { name: /QUIET_HOURS/ }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await line.getByRole("link").last().click();
    await page.getByRole("link", { name: /Hans Vogel/ }).waitFor();
    const search = new URL(page.url()).searchParams;
    expect([search.get("code"), search.get("how"), search.has("from")]).toEqual(["GEO_CONSENT", "denied", true]);
    expect(await page.getByRole("link", { name: /Aiko/ }).count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
  });

  test("an action says what stops it, what it read, and who may change that", async () => {
    await page.getByRole("link", { name: /Hans Vogel/ }).click();
    const why = page.getByRole("region", { name: "Why was this not sent?" });
    await why.getByText("mail to this country needs a recorded opt-in").waitFor();
    await why.getByText("a consent of the contact is recorded").waitFor();
    await why.getByText("(admin, operator)").first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  test("a contact says the same of the newest action that was not sent, and leads to all like it", async () => {
    await page.goto(`${opened.app.url}/contacts/${denied}`);
    const why = page.getByRole("region", { name: "Why was this not sent?" });
    await why.getByText("mail to this country needs a recorded opt-in").waitFor();
    await why.getByRole("link", { name: "GEO_CONSENT" }).click();
    await page.getByRole("link", { name: /Uta/ }).waitFor();
    await page.getByRole("button", { name: "All counts" }).click();
    await page.getByLabel("Count by").selectOption({ label: "By policy" });
    await page.getByRole("row", { name: /geo\.optin-only/ }).waitFor();
  });

  test("nothing failed in the page", () => {
    expect(opened.faults).toEqual([]);
  });
});
