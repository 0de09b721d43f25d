import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults, browserProgram, dialogIsGone, type OpenConsole, openConsole } from "../helpers/browser.ts";
import { casesFor } from "../helpers/policy-cases.ts";

describe.skipIf(browserProgram === undefined)("the policies in a browser", () => {
  let opened: OpenConsole;
  let page: Page;

  beforeAll(async () => {
    opened = await openConsole();
    ({ page } = opened);
    const { home } = opened.app;
    await home.propose(
      await home.contact({ email: "hans@denied.de", first: "Hans", last: "Vogel", country: "Germany" }),
    );
  });

  afterAll(async () => {
    await opened?.close();
  });

  test("what the gate refuses is said at its line while one writes, and cannot be activated", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("y");
    const editor = page.getByRole("textbox", { name: "Organisation policies" });
    await editor.click();
    await page.keyboard.press("Control+End");
    await page.keyboard.insertText('\n@id("mine.nobody")\nforbid everything\n');
    const fault = page.getByRole("list", { name: "Faults" }).getByRole("button", { name: /organisation line \d+/ });
    await fault.waitFor();
    expect(await page.getByRole("button", { name: "Review and activate…" }).isDisabled()).toBe(true);
    await fault.press("Enter");
    expect(await editor.evaluate((element) => element.matches(":focus"))).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Discard draft" }).click();
    await page.getByText("This is what is in force").waitFor();
  });

  test("a change is reviewed by what would become of it, and put in force with a reason", async () => {
    const { organisation } = await opened.app.home.admin.policy.get({});
    await page.getByRole("textbox", { name: "Organisation policies" }).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(organisation.replace("d7 >= 2 ", "d7 >= 3 "));
    await page
      .getByRole("list", { name: "Faults" })
      .getByText(/cap\.contact-week/)
      .first()
      .waitFor();
    await page.getByRole("textbox", { name: "Cases as YAML" }).click();
    await page.keyboard.press("Control+a");
    // Typed over a comment, the browser would keep its slant by a style of its own, which the page does not allow.
    await page.keyboard.press("Delete");
    const cases = casesFor({ hit: { caps: { contact: { d7: 3 } } }, code: "CAP_CONTACT", expect: "defer" });
    await page.keyboard.insertText(cases.text);
    await page.getByText("Nothing is wrong").waitFor();
    await page.getByRole("button", { name: "Review and activate…" }).click();
    const dialog = page.getByRole("dialog", { name: "Activate" });
    await dialog.getByRole("list", { name: "Outcomes that change" }).getByText("caps.contact.d7 = 2").waitFor();
    await dialog.getByText("cap.contact-week", { exact: true }).waitFor();
    await dialog.getByLabel("Why?").fill("a third touch in the week");
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Activate" }).click();
    await dialogIsGone(page);
    expect((await opened.app.home.admin.policy.get({})).organisation).toContain("d7 >= 3 ");
  });

  test("a touch is simulated with every check", async () => {
    await page.getByRole("button", { name: "Simulate" }).click();
    await page.getByRole("textbox", { name: "Whom" }).fill("Hans Vogel");
    await page
      .getByRole("list", { name: "Contacts found" })
      .getByRole("button", { name: /Hans Vogel/ })
      .click();
    await page.getByRole("button", { name: "Decide", exact: true }).click();
    const answer = page.getByRole("region", { name: "What would be decided" });
    await answer.getByText("GEO_CONSENT").waitFor();
    await answer.getByText(/All \d+ checks/).waitFor();
    await page.getByRole("button", { name: "Decide the queue" }).click();
    await page.getByText(/looked through: none/).waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  test("the history compares two bundles and puts the earlier one back with a reason", async () => {
    await page.getByRole("button", { name: "History" }).click();
    await page.getByRole("button", { name: "What changed" }).first().click();
    await page
      .getByRole("list", { name: "Policies that change" })
      .getByText("cap.contact-week", { exact: true })
      .waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Put back…" }).first().click();
    const dialog = page.getByRole("dialog", { name: "Put back" });
    await dialog.getByLabel("Why?").fill("two touches were enough");
    await dialog.getByRole("button", { name: "Put back" }).click();
    await dialogIsGone(page);
    expect((await opened.app.home.admin.policy.get({})).organisation).toContain("d7 >= 2 ");
    await page.getByRole("button", { name: "Shadow" }).click();
    await page.getByText("No policy in shadow spoke against anything").waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  test("nothing was refused by the content security policy, and nothing failed", () => {
    expect(opened.faults).toEqual([]);
  });
});
