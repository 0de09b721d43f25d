import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults, browserProgram, type OpenConsole, openConsole, says } from "../helpers/browser.ts";
import { eventually } from "../helpers/eventually.ts";
import { letter } from "../helpers/letters.ts";

describe.skipIf(browserProgram === undefined)("a mail that several may have written, by keyboard", () => {
  let opened: OpenConsole;
  let app: OpenConsole["app"];
  let page: OpenConsole["page"];

  const email = "lind@harbour.co.uk";
  const desk = () => page.getByRole("region", { name: "The conversation" });
  const owners = () => desk().getByRole("group", { name: "Whose is it?" }).getByRole("button");
  const verdicts = async () => (await app.home.admin.activities.list({ kind: "reply_reclassified" })).items;

  beforeAll(async () => {
    opened = await openConsole();
    ({ app, page } = opened);
    const company = "Harbour Ltd";
    await app.home.import([
      { id: "a", email, first: "Ada", last: "Byron", company },
      { id: "b", email, first: "Bob", last: "Crane", company },
    ]);
    const head = ["Subject: The boat"];
    await app.receive(letter({ from: email, to: app.home.mailbox }, head, "The blue one."));
  });

  afterAll(() => opened?.close());

  test("everybody whom it may be from is shown with account and clue, and nobody is taken by itself", async () => {
    await page.goto(`${app.url}/inbox?show=unclassified`);
    await says(desk(), /one of several/);
    await says(desk(), /from one of 2 contacts, and all of them wait/);
    await says(owners().nth(0), /^1(Ada Byron|Bob Crane)Harbour Ltd.*the sender's address is theirs/);
    await says(owners().nth(1), /^2(Ada Byron|Bob Crane)Harbour Ltd/);
    expect(await desk().getByRole("button", { name: "Not interested" }).isDisabled()).toBe(true);
    // What it means is not said before whose it is: the key does nothing.
    await page.keyboard.press("x");
    await page.waitForLoadState("networkidle");
    expect(await verdicts()).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
  });

  test("a number chooses one, another number somebody else, and then a letter says what it means", async () => {
    const name = async (at: number) => ((await owners().nth(at).textContent())?.includes("Ada") ? "Ada" : "Bob");
    const [first, second] = [await name(0), await name(1)];
    await page.keyboard.press("1");
    await eventually(async () => expect(await owners().nth(0).getAttribute("aria-pressed")).toBe("true"));
    await page.keyboard.press("9");
    await page.keyboard.press("2");
    await eventually(async () => expect(await owners().nth(1).getAttribute("aria-pressed")).toBe("true"));
    expect(await owners().nth(0).getAttribute("aria-pressed")).toBe("false");
    await page.keyboard.press("x");
    await page.getByText("Classified: not interested").waitFor();
    await page.getByText("Every reply is understood").waitFor();
    const { items } = await app.home.admin.contacts.list({ q: email });
    const of = (start: string) => items.find((one) => one.name.startsWith(start))?.id ?? "con_";
    expect(await verdicts()).toMatchObject([{ contactId: of(second) }]);
    expect(await app.home.admin.holds.list({ contactId: of(first) })).toMatchObject({ items: [] });
    expect(await app.home.admin.holds.list({ contactId: of(second) })).toMatchObject({ items: [{ kind: "negative" }] });
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "All" }).click();
    await says(page.getByRole("navigation", { name: "Threads" }), new RegExp(second));
  });

  test("nothing was refused by the content security policy, and nothing failed", () => {
    expect(opened.faults).toEqual([]);
  });
});
