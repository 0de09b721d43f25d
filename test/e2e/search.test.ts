import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults, browserProgram, closeDialog, type OpenConsole, openConsole } from "../helpers/browser.ts";

describe.skipIf(browserProgram === undefined)("finding people in a browser", () => {
  let opened: OpenConsole;
  let page: Page;

  beforeAll(async () => {
    opened = await openConsole();
    ({ page } = opened);
    const content = [
      "First Name,Last Name,Email,Company Name,Job Title,Country",
      "Siobhan,Okonkwo,siobhan.okonkwo@larkmoor.ie,Larkmoor Shipping,Head of Sales,IE",
      "Peter,Vance,peter.vance@larkmoor.ie,Larkmoor Shipping,Buyer,IE",
      "Amélie,Laurent,amelie.laurent@quaisud.fr,Quai Sud SA,Directrice,FR",
    ].join("\n");
    await opened.app.home.admin.imports.create({ filename: "people.csv", content });
  });

  afterAll(async () => {
    await opened?.close();
  });

  test("the palette finds a misspelled name and says why, by keys alone, and remembers it", async () => {
    await openPalette(page);
    await page.keyboard.type("siobhan okonkow");
    // Half of the name is spelled right, and finds her as well, without this word.
    const found = page.getByRole("option", { name: /Siobhan Okonkwo.*similar name/ });
    await found.waitFor();
    await expect.poll(() => found.getAttribute("aria-selected")).toBe("true");
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Siobhan Okonkwo" }).waitFor();
    await openPalette(page);
    await page.getByRole("group", { name: "Recent" }).getByText("Siobhan Okonkwo").waitFor();
    await closeDialog(page);
  });

  test("the palette finds an account by its domain", async () => {
    await openPalette(page);
    await page.keyboard.type("larkmoor.ie");
    await page.getByRole("option", { name: /^Larkmoor Shipping.*domain/ }).click();
    await page.getByRole("heading", { name: "Larkmoor Shipping" }).waitFor();
  });

  test("contacts are searched forgivingly, filtered by chips in the address, and kept as a view", async () => {
    await page.goto(`${opened.app.url}/contacts?q=amelie%20laurant`);
    await page.getByText("Nothing is spelled so").waitFor();
    await page.getByRole("link", { name: /Amélie Laurent/ }).waitFor();
    await page.goto(`${opened.app.url}/contacts`);
    await page.getByRole("table", { name: "Contacts", exact: true }).waitFor();
    await filter(page, "country", "=", "IE");
    await filter(page, "title", "=", "Buyer");
    await page.getByRole("link", { name: /Peter Vance/ }).waitFor();
    await page.getByRole("link", { name: /Siobhan/ }).waitFor({ state: "detached" });
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ country: "IE", where: "title=Buyer" });
    await page.getByRole("button", { name: "Save view…" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Irish buyers");
    await page.getByLabel("Share it with everybody in the workspace").check();
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Delete this view" }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect((await opened.app.home.admin.views.list({ object: "contacts" })).items).toEqual([
      expect.objectContaining({
        name: "Irish buyers",
        isShared: true,
        filter: { country: "IE", where: ["title=Buyer"] },
      }),
    ]);
    await page.getByRole("button", { name: "Take away: Title is Buyer" }).click();
    await page.getByRole("link", { name: /Siobhan/ }).waitFor();
    await page.getByLabel("View", { exact: true }).selectOption({ label: "Irish buyers (shared)" });
    await page.getByRole("link", { name: /Siobhan/ }).waitFor({ state: "detached" });
  });

  test("nothing failed in the page", () => {
    expect(opened.faults).toEqual([]);
  });
});

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Find or do" }).waitFor();
}

async function filter(page: Page, field: string, sign: string, value: string): Promise<void> {
  await page.keyboard.press("f");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Field").selectOption(field);
  await dialog.getByLabel("Test").selectOption(sign);
  await dialog.getByLabel("Value").fill(value);
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
}
