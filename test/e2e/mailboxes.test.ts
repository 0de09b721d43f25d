import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFaults, browserProgram, dialogIsGone, type OpenConsole, openConsole, says } from "../helpers/browser.ts";
import { eventually } from "../helpers/eventually.ts";
import { report } from "../helpers/letters.ts";

describe.skipIf(browserProgram === undefined)("the health of mailboxes", () => {
  let opened: OpenConsole;
  let app: OpenConsole["app"];
  let page: OpenConsole["page"];

  beforeAll(async () => {
    opened = await openConsole();
    ({ app, page } = opened);
    const { home } = app;
    const people = ["ada", "bee", "cleo", "dora", "edda"].map((name) => `kim@${name}.co.uk`);
    await home.import(people.map((email) => ({ email })));
    for (const email of people) await home.propose(await home.contactOf(email));
    await app.drain();
    for (const email of people) {
      const [mail] = app.sink.to(email);
      if (mail === undefined) throw new Error(`nothing was sent to ${email}`);
      await app.receive(report(mail, "failed", "5.1.1", "user unknown"));
    }
  });

  afterAll(async () => {
    await opened?.close();
  });

  test("what a breaker stopped stands on top, with why", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("b");
    const stopped = page.getByRole("region", { name: "Stopped by a breaker" });
    await says(stopped, /Mailbox.*5 of 5 messages in 7 days went to addresses that are not there/);
    expect(await stopped.getByRole("listitem").count()).toBe(2);
    expect(await axeFaults(page)).toEqual([]);
  });

  test("the page of a mailbox shows its authentication, its cap, its rates and what stopped it", async () => {
    await page.getByRole("link", { name: app.home.mailbox }).click();
    await page.getByRole("heading", { name: app.home.mailbox }).waitFor();
    await says(page.getByRole("region", { name: "Preflight" }), /reserved for examples/);
    await says(page.getByRole("region", { name: "Last 24 hours" }), /5 of 10000/);
    await says(page.getByRole("region", { name: "Seven days", exact: true }), /Dead addresses5100 %/);
    await says(page.getByRole("alert").first(), /The mailbox is stopped/);
    expect(await axeFaults(page)).toEqual([]);
  });

  test("a person arms the breaker again and says why; then the mailbox is no longer stopped", async () => {
    await page.getByRole("alert").first().getByRole("button", { name: "Arm again…" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByRole("button", { name: "Arm again" }).isDisabled()).toBe(true);
    await dialog.getByRole("textbox").fill("The list was cleaned");
    await dialog.getByRole("button", { name: "Arm again" }).click();
    await dialogIsGone(page);
    await page.getByText("The mailbox is stopped").waitFor({ state: "detached" });
    expect((await app.home.admin.breakers.list({})).items.map(({ scope }) => scope)).toEqual(["domain"]);
  });

  test("a mailbox is paused and resumed from its page", async () => {
    await page.getByRole("button", { name: "Pause…" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("Holiday");
    await page.getByRole("button", { name: "Pause now" }).click();
    await page.getByText("Paused: Holiday").waitFor();
    await page.getByRole("button", { name: "Resume…" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("Back again");
    await page.getByRole("button", { name: "Send again" }).click();
    await eventually(async () => {
      expect((await app.home.admin.mailboxes.get({ mailboxId: app.home.mailboxId })).state).toBe("active");
    });
  });

  test("a mailbox that nobody looked at says that outreach waits", async () => {
    const { id } = await app.home.admin.mailboxes.create({
      address: "dana@sales.acme.io",
      displayName: "Dana Diaz",
      smtp: { host: "smtp.acme.io" },
      warmUp: {},
    });
    await page.goto(`${app.url}/mailboxes/${id}`);
    await says(page.getByRole("region", { name: "Preflight" }), /Nobody has looked yet/);
    await says(page.getByRole("region", { name: "Last 24 hours" }), /day 1: up to 8/);
    await page.getByRole("button", { name: "Run preflight" }).waitFor();
  });

  test("a mailbox writes to itself, and its page says that the mail came back", async () => {
    const { mailbox, mailboxId } = app.home;
    await page.goto(`${app.url}/mailboxes/${mailboxId}`);
    await page.getByRole("button", { name: "Write to itself" }).click();
    await says(page.getByRole("region", { name: "Preflight" }), /Mail to itself.*is on its way/);
    const raw = await eventually(() => {
      const [mail] = app.sink.to(mailbox);
      if (mail === undefined) throw new Error("nothing was sent yet");
      return mail.raw;
    });
    await app.receive({ from: mailbox, to: mailbox, raw });
    await page.reload();
    await says(page.getByRole("region", { name: "Preflight" }), /Mail to itself.*came back within/);
    expect(await axeFaults(page)).toEqual([]);
  });

  test("Today shows whose each alert is, and the tasks say so too", async () => {
    await page.goto(`${app.url}/`);
    const alerts = page.getByRole("region", { name: "Alerts" });
    await says(alerts, /Nothing more is sent from .*breakers\.rearm.*for Ada Admin/);
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(`${app.url}/tasks`);
    await says(page.getByRole("table"), /Nothing more is sent from .*breakers\.rearm.*Ada Admin/);
  });

  test("nothing failed on the way", () => {
    expect(opened.faults).toEqual([]);
  });
});
