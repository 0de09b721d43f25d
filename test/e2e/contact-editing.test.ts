import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import {
  axeFaults,
  browserProgram,
  closeDialog,
  dialogIsGone,
  type OpenConsole,
  openConsole,
} from "../helpers/browser.ts";

describe.skipIf(browserProgram === undefined)("a contact put right on its page", () => {
  let opened: OpenConsole;
  let app: OpenConsole["app"];
  let page: OpenConsole["page"];
  let contactId: Id<"con">;

  const fieldOf = async (name: string) =>
    (await app.home.admin.contacts.get({ contactId })).fields.find((field) => field.name === name);
  const dialog = () => page.getByRole("dialog");
  const openField = async (name: string) => {
    await page
      .getByRole("region", { name: "Fields" })
      .getByRole("button", { name: new RegExp(`^${name}`) })
      .click();
    await dialog().getByRole("heading", { name }).waitFor();
  };

  beforeAll(async () => {
    opened = await openConsole();
    ({ app, page } = opened);
    const ada = {
      id: "1",
      email: "ada@windlass.co.uk",
      first: "Ada",
      last: "Moor",
      company: "Windlass",
      country: "GB",
    };
    contactId = await app.home.contact({ ...ada, title: "Buyer" });
    await app.home.import([{ ...ada, id: "2", title: "Head of Buying" }], "Other list");
    await app.home.contact({ id: "3", email: "a.moor@sheave.co.uk", first: "Ada", last: "Moor", company: "Sheave" });
    await page.goto(`${app.url}/contacts/${contactId}`);
    await page.getByRole("region", { name: "Fields" }).waitFor();
  });

  afterAll(async () => {
    await opened?.close();
  });

  test("a field shows everything that was said, and a word of a person counts until it is taken back", async () => {
    const before = (await fieldOf("title"))?.value;
    await openField("Title");
    await dialog().getByText("Head of Buying").first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await dialog().getByRole("textbox").fill("Chief Buyer");
    await page.keyboard.press("Enter");
    await page.getByText("Title: saved").waitFor();
    await dialogIsGone(page);
    expect((await fieldOf("title"))?.value).toBe("Chief Buyer");
    await openField("Title");
    await dialog().getByRole("button", { name: "Take back what people said" }).click();
    await page.getByText("Title: taken back").waitFor();
    expect((await fieldOf("title"))?.value).toBe(before);
    await closeDialog(page);
  });

  test("a value is pinned, and one that is wrong never counts again", async () => {
    await openField("Title");
    const other = (await fieldOf("title"))?.value === "Buyer" ? "Head of Buying" : "Buyer";
    const row = dialog()
      .getByRole("listitem")
      .filter({ hasText: new RegExp(`^${other}`) });
    await row.getByRole("button", { name: "Pin" }).click();
    await row.getByText("pinned").waitFor();
    expect(await fieldOf("title")).toMatchObject({ value: other, rank: "pinned" });
    await row.getByRole("button", { name: "Unpin" }).click();
    await row.getByRole("button", { name: "Call wrong" }).click();
    await row.getByText("wrong", { exact: true }).waitFor();
    expect((await fieldOf("title"))?.value).not.toBe(other);
    await closeDialog(page);
  });

  test("a cleared field is named as one", async () => {
    await openField("Country");
    await dialog().getByRole("textbox").fill("");
    await dialog().getByRole("button", { name: "Clear" }).click();
    await page.getByRole("region", { name: "Fields" }).getByText("cleared by a person").waitFor();
    await dialogIsGone(page);
    expect((await fieldOf("country"))?.value).toBeNull();
  });

  test("another contact is merged after a preview, and the toast takes it back", async () => {
    await page.keyboard.press("m");
    await dialog().getByRole("textbox").fill("a.moor@sheave");
    await dialog()
      .getByRole("button", { name: /sheave/ })
      .click();
    await dialog().getByText("becomes one with").waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await dialog().getByRole("textbox", { name: "Why" }).fill("the same desk");
    await dialog().getByRole("button", { name: "Merge" }).click();
    await page.getByText("are one").waitFor();
    const merged = await app.home.admin.contacts.get({ contactId });
    expect(merged.absorbed).toHaveLength(1);
    await page.getByRole("region", { name: "Messages" }).getByRole("button", { name: "Undo" }).last().click();
    await page.getByText("Undone").waitFor();
    expect((await app.home.admin.contacts.get({ contactId })).absorbed).toEqual([]);
  });

  test("an account says what it is to us, who buys and what is missing", async () => {
    const { accountId } = await app.home.admin.contacts.get({ contactId });
    await page.goto(`${app.url}/accounts/${accountId}`);
    await page.getByText("Nobody is known as").waitFor();
    await page.getByRole("button", { name: "Change…" }).click();
    await dialog().getByRole("combobox").selectOption("partner");
    await dialog().getByRole("textbox", { name: "Why" }).fill("they resell us");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Relation" }).getByText("they resell us").waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  test("nothing failed on the way", () => {
    expect(opened.faults).toEqual([]);
  });
});
