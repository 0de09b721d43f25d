import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults, browserProgram, type OpenConsole, openConsole, says } from "../helpers/browser.ts";

describe.skipIf(browserProgram === undefined)("the identity review queue by keyboard", () => {
  let opened: OpenConsole;
  let app: OpenConsole["app"];
  let page: OpenConsole["page"];

  const open = async () => (await app.home.admin.reviews.list({})).items;
  const shown = (name: string) => page.getByRole("navigation", { name: "Questions" }).getByRole("button", { name });
  /** Two names under one mailbox: a question that the rules leave to a person. */
  const share = async (email: string, ...firsts: readonly string[]) => {
    for (const [at, first] of firsts.entries())
      await app.home.import([{ id: `${email} ${at}`, email, first, last: "Berg" }]);
  };

  beforeAll(async () => {
    opened = await openConsole();
    ({ app, page } = opened);
    await share("family@berg-haus.de", "Anna", "Otto");
    await share("desk@berg-hof.de", "Clara", "Emil");
    await share("club@berg-tal.de", "Ida", "Karl", "Rosa");
    expect(await open()).toHaveLength(3);
  });

  afterAll(async () => {
    await opened?.close();
  });

  test("the sides stand next to each other with sources, keys and what a merge would be", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("r");
    const table = page.getByRole("table", { name: "Side by side" });
    await table.getByText("family@berg-haus.de in common").first().waitFor();
    await says(table.getByRole("row", { name: /First name differs/ }), /Anna.*Otto/);
    expect(await table.getByText("Test list").count()).toBeGreaterThan(1);
    const preview = page.getByRole("region", { name: "What “same” would do" });
    await preview.getByText("becomes one with").waitFor();
    expect(await open()).toHaveLength(3);
    expect(await axeFaults(page)).toEqual([]);
  });

  test("`s` makes them one and brings up the next; `u` takes it back", async () => {
    await page.keyboard.press("s");
    await page.getByText("One from now on").waitFor();
    await page.getByRole("table", { name: "Side by side" }).getByText("Clara").first().waitFor();
    expect((await app.home.admin.contacts.list({ q: "family@berg-haus.de" })).items).toHaveLength(1);
    await page.keyboard.press("u");
    await shown("Anna Berg, Otto Berg").waitFor();
    expect((await app.home.admin.contacts.list({ q: "family@berg-haus.de" })).items).toHaveLength(2);
  });

  test("`d` keeps them apart, and the question does not come back", async () => {
    await shown("Clara Berg, Emil Berg").click();
    await page.getByRole("table", { name: "Side by side" }).getByText("Clara").first().waitFor();
    await page.keyboard.press("d");
    await page.getByText("Kept apart for good").waitFor();
    await share("desk@berg-hof.de", "Clara", "Emil");
    expect((await open()).map((one) => one.subject)).not.toContain("em:desk@berg-hof.de");
  });

  test("of three sides two can be one", async () => {
    await shown("Ida Berg, Karl Berg, Rosa Berg").click();
    const sides = page.getByRole("checkbox");
    await sides.nth(2).waitFor();
    const left = await sides.nth(1).getAttribute("aria-label");
    await page.keyboard.press("2");
    await page.getByText("2 of 3 contacts chosen").waitFor();
    await page.keyboard.press("s");
    await page.getByText("the rest is still open").waitFor();
    const rest = (await app.home.admin.contacts.list({ q: "club@berg-tal.de" })).items;
    expect(rest).toHaveLength(2);
    expect(rest.some((one) => left?.includes(one.name) === true)).toBe(true);
  });

  test("`l` puts a question off, and Later keeps it", async () => {
    await shown("Anna Berg, Otto Berg").click();
    await page.getByRole("table", { name: "Side by side" }).getByText("Anna").first().waitFor();
    await page.keyboard.press("l");
    await page.getByText("Put off until later").waitFor();
    await page.getByRole("button", { name: "Later", exact: true }).first().click();
    await shown("Anna Berg, Otto Berg").waitFor();
    expect((await app.home.admin.reviews.list({ state: "later" })).items).toHaveLength(1);
  });

  test("nothing failed on the way", () => {
    expect(opened.faults).toEqual([]);
  });
});
