import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fieldsOfKind } from "../../console/src/parts/import-fields.ts";
import { kindTable } from "../../src/identity/core/kinds/column-table.ts";
import { contactFields } from "../../src/identity/import/contract.ts";
import { importKinds } from "../../src/identity/words/contract.ts";
import { axeFaults, browserProgram, type OpenConsole, openConsole, says } from "../helpers/browser.ts";

/** A preamble, semicolons, a quoted line end, a row said twice in other letters, an opt-out, and a row about nobody. */
const messy = [
  "Export of the sales team",
  "Vorname;Nachname;E-Mail;Firma;Website;Land;Kundenstufe;Opt out;Notiz",
  'Ingrid;Hald;Ingrid.Hald@haldenfreight.co.uk;Halden Freight Ltd;haldenfreight.co.uk;UK;Gold;no;"met at',
  'the fair"',
  "INGRID;HALD;ingrid.hald@haldenfreight.co.uk;Halden Freight;;GB;Gold;;",
  "Jörg;Müller;joerg.mueller@brenntrans.de;Brenntrans GmbH;brenntrans.de;Deutschland;Silver;yes;no mails",
  ";;;Nobody & Sons;;;Bronze;;a row about nobody",
].join("\r\n");

test("the wizard offers every field that the server reads, for every kind of file", () => {
  expect(fieldsOfKind.contacts).toEqual([...contactFields]);
  for (const kind of importKinds.filter((one) => one !== "contacts"))
    expect(fieldsOfKind[kind], kind).toEqual(Object.keys(kindTable(kind)?.headings ?? {}));
});

describe.skipIf(browserProgram === undefined)("the import wizard in a browser", () => {
  let opened: OpenConsole;
  let page: Page;

  beforeAll(async () => {
    opened = await openConsole();
    ({ page } = opened);
    await opened.app.home.admin.fields.declare({
      object: "contact",
      name: "tier",
      label: "Tier",
      type: "choice",
      options: ["Gold", "Silver", "Bronze"],
    });
  });

  afterAll(async () => {
    await opened?.close();
  });

  test("a dropped file is shown as it is understood, and a column is mapped otherwise", async () => {
    await page.goto(`${opened.app.url}/imports`);
    await page.getByRole("button", { name: "Import a file" }).waitFor();
    await page.keyboard.press("n");
    await drop(page, "team.csv", messy);
    const columns = page.getByRole("table", { name: "Columns" });
    await columns.waitFor();
    expect(await fieldFor(page, "E-Mail")).toBe("email");
    expect(await fieldFor(page, "Opt out")).toBe("optOut");
    expect(await fieldFor(page, "Kundenstufe")).toBe("ignore");
    await says(columns.getByRole("row", { name: /Kundenstufe/ }), "Gold · Silver · Bronze");
    await page.getByLabel("Field of Kundenstufe").selectOption("custom.tier");
    expect(await axeFaults(page)).toEqual([]);
  });

  test("a dry run says what would become of every row, keeps nothing, and survives a reload", async () => {
    await page.getByRole("button", { name: "Dry run" }).click();
    await page.getByRole("button", { name: "Import 3 rows" }).waitFor();
    await expect.poll(() => fates(page)).toEqual({ "To create": 2, "To merge into": 1, "To reject": 1 });
    await says(page.getByRole("region", { name: "Suppressions of this file" }), "1 row will stop all contact");
    await page.getByRole("button", { name: /To merge into/ }).click();
    await page.getByRole("cell", { name: /INGRID · HALD/ }).waitFor();
    await page.getByText("the same as line 3").waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect((await opened.app.home.admin.contacts.list({ q: "ingrid.hald@haldenfreight.co.uk" })).items).toEqual([]);
    await page.reload();
    await page.getByRole("button", { name: "Import 3 rows" }).waitFor();
  });

  test("the import does what the dry run said, and its rows lead to the contacts", async () => {
    await page.getByRole("button", { name: "Import 3 rows" }).click();
    await page.getByRole("button", { name: "Undo this import…" }).waitFor();
    await expect.poll(() => fates(page)).toEqual({ Created: 2, "Merged into": 1, Rejected: 1 });
    await page.getByRole("button", { name: /^\d+ ?Created/ }).click();
    await page.getByRole("link", { name: /Ingrid Hald/ }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const { admin } = opened.app.home;
    const [ingrid] = (await admin.contacts.list({ where: ["custom.tier=Gold"] })).items;
    expect(ingrid?.email).toBe("ingrid.hald@haldenfreight.co.uk");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Rejected rows as CSV" }).click();
    expect((await download).suggestedFilename()).toContain("team");
  });

  test("the import is taken back with a reason, and whom it stopped stays stopped", async () => {
    await page.getByRole("button", { name: "Undo this import…" }).click();
    const dialog = page.getByRole("dialog");
    await says(dialog, "Suppressions stay: 1 row");
    await dialog.getByLabel("Why").fill("the wrong team");
    await dialog.getByRole("button", { name: "Undo this import" }).click();
    await page.getByRole("region", { name: "Taken back" }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const { admin } = opened.app.home;
    expect((await admin.contacts.list({ q: "ingrid.hald@haldenfreight.co.uk" })).items).toEqual([]);
    expect((await admin.suppressions.list({ address: "joerg.mueller@brenntrans.de" })).items).toHaveLength(1);
  });

  test("the mapping is remembered for the next file with these headings, until somebody forgets it", async () => {
    await page.goto(`${opened.app.url}/imports/new`);
    await drop(page, "next.csv", messy);
    await page.getByText("Mapped as a person did").waitFor();
    await expect.poll(() => fieldFor(page, "Kundenstufe")).toBe("custom.tier");
    await page.getByRole("button", { name: "Forget it and read the headings" }).click();
    await page.getByText("Mapped as a person did").waitFor({ state: "detached" });
    await expect.poll(() => fieldFor(page, "Kundenstufe")).toBe("ignore");
  });

  test("nothing failed in the page", () => {
    expect(opened.faults).toEqual([]);
  });
});

/** Drops a file as a person does: the page gets it in the event, not through the field. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: "text/csv" }));
    return transfer;
  })()`);
  await page.getByRole("region", { name: "Drop a file here" }).dispatchEvent("drop", { dataTransfer: data });
}

function fieldFor(page: Page, heading: string): Promise<string> {
  return page.getByLabel(`Field of ${heading}`).inputValue();
}

/** The counts that are not zero, by what became of the rows. */
async function fates(page: Page): Promise<Readonly<Record<string, number>>> {
  const buttons = await page.getByRole("group", { name: "Fate" }).getByRole("button").allTextContents();
  const counts = buttons
    .map((text) => /^([\d,]+)(.*)$/.exec(text))
    .map((found) => [found?.[2] ?? "", Number(found?.[1])]);
  return Object.fromEntries(counts.filter(([, count]) => count !== 0));
}
