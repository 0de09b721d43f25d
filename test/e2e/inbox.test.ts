import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordAnswer } from "../../src/activity/model/record-answer.ts";
import {
  axeFaults,
  browserProgram,
  closeDialog,
  dialogIsGone,
  type OpenConsole,
  openConsole,
  says,
} from "../helpers/browser.ts";
import { eventually } from "../helpers/eventually.ts";
import { letter, reply } from "../helpers/letters.ts";
import { completionOf } from "../helpers/model-server.ts";
import type { Taken } from "../helpers/sink.ts";
import { openTrap, type Trap } from "../helpers/trap.ts";

describe.skipIf(browserProgram === undefined)("the inbox", () => {
  let opened: OpenConsole;
  let app: OpenConsole["app"];
  let page: OpenConsole["page"];
  let trap: Trap;

  const writtenTo = async (email: string, first: string): Promise<Taken> => {
    await app.home.propose(await app.home.contact({ email, first, last: "Lind" }));
    await app.drain();
    const [mail] = app.sink.to(email);
    if (mail === undefined) throw new Error(`nothing was sent to ${email}`);
    return mail;
  };
  const answered = async (mail: Taken, text: string) => {
    await app.receive(reply(mail, text));
    await app.advance(60_000);
  };
  const threads = () => page.getByRole("navigation", { name: "Threads" });
  const desk = () => page.getByRole("region", { name: "The conversation" });
  const view = (name: string) => page.getByRole("navigation", { name: "Views" }).getByRole("button", { name });

  beforeAll(async () => {
    trap = await openTrap();
    opened = await openConsole();
    ({ app, page } = opened);
    await answered(await writtenTo("tove@harbour.co.uk", "Tove"), "What does it cost for a team of five?");
    await answered(await writtenTo("signe@quay.co.uk", "Signe"), "The blue one.");
    await answered(await writtenTo("rolf@mast.co.uk", "Rolf"), "The red one.");
    await answered(await writtenTo("nils@keel.co.uk", "Nils"), "Please take me off your list.");
  });

  afterAll(async () => {
    await opened?.close();
    await trap?.close();
  });

  test("hot threads come first with a clock, and a thread shows both sides apart from what is quoted", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await says(threads().getByRole("button").first(), /Tove Lind.*answer in 4 h/s);
    await says(desk(), /would a shorter month-end close help/);
    await says(desk(), /What does it cost for a team of five\?/);
    await says(desk(), /Question/);
    expect(await axeFaults(page)).toEqual([]);
  });

  test("a reply that nobody understood is classified with one key, and the next one comes up", async () => {
    await view("Unclassified").click();
    await says(desk(), /The blue one|The red one/);
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("It means: interested").waitFor();
    await closeDialog(page);
    const first =
      (await desk().textContent())?.includes("The blue one") === true ? "signe@quay.co.uk" : "rolf@mast.co.uk";
    await page.keyboard.press("i");
    await page.getByText("Classified: interested").waitFor();
    const contactId = await app.home.contactOf(first);
    const [thread] = (await app.home.admin.threads.list({ contactId })).items;
    expect(thread).toMatchObject({ kind: "interested", unclassified: 0, isHot: true });
    await eventually(async () => expect(await threads().getByRole("button").count()).toBe(1));
    await says(desk(), first.startsWith("signe") ? /The red one/ : /The blue one/);
    await page.keyboard.press("e");
    await page.getByText("Every reply is understood").waitFor();
  });

  test("a key means nothing where a reply is understood already, also while that is still being read", async () => {
    const verdicts = async () => (await app.home.admin.activities.list({ kind: "reply_reclassified" })).items.length;
    const before = await verdicts();
    await view("All").click();
    for (const name of [/Rolf Lind/, /Signe Lind/, /Tove Lind/]) {
      await threads().getByRole("button", { name }).click();
      await page.keyboard.press("u");
    }
    await says(desk(), /What does it cost/);
    await page.waitForLoadState("networkidle");
    expect(await verdicts()).toBe(before);
  });

  test("a thread is given to somebody and put aside, and comes back", async () => {
    await threads()
      .getByRole("button", { name: /Tove Lind/ })
      .click();
    await page.keyboard.press("b");
    await page.getByText("Given", { exact: true }).waitFor();
    await view("Mine").click();
    await threads()
      .getByRole("button", { name: /Tove Lind/ })
      .waitFor();
    await page.keyboard.press("z");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /In three hours/ })
      .click();
    await dialogIsGone(page);
    await page.getByText("Nothing is given to you").waitFor();
    await view("Put aside").click();
    await threads()
      .getByRole("button", { name: /Tove Lind.*back in/s })
      .waitFor();
    await desk().getByRole("button", { name: "Bring back" }).click();
    await page.getByText("Nothing is put aside").waitFor();
  });

  test("an answer is proposed from the conversation, and its writer cannot approve it", async () => {
    await view("All").click();
    await threads()
      .getByRole("button", { name: /Tove Lind/ })
      .click();
    await desk().getByLabel("Answer", { exact: false }).last().waitFor();
    await page.keyboard.press("a");
    await page.keyboard.type("It is 100 a month for five.");
    await desk().getByRole("button", { name: "Propose the answer" }).click();
    await says(desk().getByRole("status"), /Needs approval.*its writer cannot.*REPLY_IN_THREAD/s);
    await says(desk(), /Awaiting approval/);
    const { items } = await app.home.approver.approvals.list({});
    const [approval] = items;
    if (approval === undefined) throw new Error("nothing waits for approval");
    await app.home.approver.approvals.grant({ approvalId: approval.id, shownDigest: approval.shownDigest });
    await app.drain();
    await eventually(async () => expect(await desk().textContent()).not.toMatch(/Awaiting approval/));
    expect(app.sink.to("tove@harbour.co.uk")).toHaveLength(2);
    await eventually(async () =>
      expect(
        await threads()
          .getByRole("button", { name: /Tove Lind/ })
          .textContent(),
      ).not.toMatch(/answer in/),
    );
  });

  test("an answer that policy refuses says why where it was written", async () => {
    await threads()
      .getByRole("button", { name: /Nils Lind/ })
      .click();
    const field = desk().getByRole("textbox", { name: /^Answer/ });
    await field.fill("Sorry to hear that.");
    await desk().getByRole("button", { name: "Propose the answer" }).click();
    await says(desk().getByRole("status"), /Denied.*It is not sent/s);
    expect(await field.inputValue()).toBe("Sorry to hear that.");
  });

  test("what is typed after the key for an answer is never taken for a verdict, however slow the thread is", async () => {
    await answered(await writtenTo("una@slow.co.uk", "Una"), "The green one.");
    const gate = Promise.withResolvers<void>();
    await page.route("**/v1/threads/thr_*", async (route) => {
      await gate.promise;
      await route.fallback();
    });
    await page.goto(`${app.url}/inbox?show=unclassified`);
    await desk().waitFor();
    await page.keyboard.press("a");
    await page.keyboard.type("quick");
    gate.resolve();
    const field = desk().getByRole("textbox", { name: /^Answer/ });
    await field.waitFor();
    await eventually(async () => expect(await page.evaluate("document.activeElement.tagName")).toBe("TEXTAREA"));
    await page.keyboard.type("um, uncle");
    expect(await field.inputValue()).toBe("um, uncle");
    const contactId = await app.home.contactOf("una@slow.co.uk");
    expect(await app.home.admin.threads.list({ contactId })).toMatchObject({
      items: [{ kind: null, unclassified: 1 }],
    });
    await page.unroute("**/v1/threads/thr_*");
    await app.home.admin.replies.classify({
      inboundId: (await app.home.admin.threads.list({ contactId })).items[0]?.lastInboundId ?? "inb_",
      kind: "neutral",
    });
  });

  test("hostile formatted mail runs nothing, asks nobody and leads nowhere", async () => {
    const html = hostile(trap.url);
    const parts = [
      "--b",
      "Content-Type: text/plain",
      "",
      "Plain words.",
      "--b",
      "Content-Type: text/html; charset=utf-8",
      "",
      html,
      "--b--",
    ];
    const head = ["Subject: Hostile", 'Content-Type: multipart/alternative; boundary="b"'];
    await app.receive(letter({ from: "mallory@evil.example", to: app.home.mailbox }, head, parts.join("\r\n")));
    const asked: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(app.url) && !request.url().startsWith("data:")) asked.push(request.url());
    });
    await page.goto(`${app.url}/inbox?show=unclassified`);
    await says(desk(), /Plain words/);
    await desk().getByRole("button", { name: "As it came" }).click();
    await says(page.getByRole("region", { name: "The mail as it came" }), /Plain words/);
    await page.getByRole("button", { name: "Formatted" }).click();
    const frame = page.frameLocator('iframe[title="The formatted mail"]');
    await frame.getByText("Kept words").waitFor();
    await says(frame.locator("body"), new RegExp(`your account.*${trap.url.replaceAll(".", "\\.")}/link`, "s"));
    expect(
      await frame
        .locator("a, script, form, input, iframe, object, svg, style + style, link, base, meta[http-equiv]")
        .count(),
    ).toBe(0);
    await frame.getByText("your account").click();
    await frame.getByText("Kept words").click();
    const inner = page.frames().find((one) => one.url().endsWith("/formatted"));
    expect(inner).toBeDefined();
    // Even a script that had come through could not run there.
    const caught = await page.evaluate("({ top: 'caught' in window, title: document.title })");
    expect(caught).toEqual({ top: false, title: "Inbox · Fairlead" });
    expect(inner?.url()).toMatch(/\/v1\/inbound\/inb_\w+\/formatted$/);
    expect(asked).toEqual([]);
    expect(trap.asked).toEqual([]);
  });

  test("a picture that a mail carries is seen in its frame, and one that only says so is named", async () => {
    const parts = [
      "--b",
      "Content-Type: text/html; charset=utf-8",
      "",
      '<p>Our new office <img src="cid:a@x.example" alt="office"> <img src="cid:b@x.example" alt="plan"></p>',
      ...[
        "--b",
        "Content-Type: image/png",
        "Content-ID: <a@x.example>",
        "Content-Transfer-Encoding: base64",
        "",
        point,
      ],
      ...["--b", "Content-Type: image/png", "Content-ID: <b@x.example>", "", `<svg onload="top.caught=true"/>`],
      "--b--",
    ];
    const head = ["Subject: Pictures", 'Content-Type: multipart/related; boundary="b"'];
    await app.receive(letter({ from: "paul@pictures.example", to: app.home.mailbox }, head, parts.join("\r\n")));
    await page.goto(`${app.url}/inbox?show=unclassified`);
    await threads()
      .getByRole("button", { name: /paul@pictures/ })
      .click();
    await says(desk(), /Our new office/);
    await desk().getByRole("button", { name: "As it came" }).click();
    await page.getByRole("button", { name: "Formatted" }).click();
    const frame = page.frameLocator('iframe[title="The formatted mail"]');
    await says(frame.locator("body"), /\[picture: plan\]/);
    const office = frame.getByRole("img", { name: "office" });
    await eventually(async () =>
      expect(await office.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(1),
    );
    expect(await frame.getByRole("img").count()).toBe(1);
  });

  test("the frame itself would stop what the writing anew let through", async () => {
    const policy = (
      await page.request.get(
        `${page
          .frames()
          .find((one) => one.url().endsWith("/formatted"))
          ?.url()}`,
      )
    ).headers();
    await page.route("**/v1/inbound/*/formatted", (route) =>
      route.fulfill({ status: 200, headers: policy, contentType: "text/html", body: hostile(trap.url) }),
    );
    const refused = opened.faults.length;
    await page.reload();
    await desk().getByRole("button", { name: "As it came" }).click();
    await page.getByRole("button", { name: "Formatted" }).click();
    await page.frameLocator('iframe[title="The formatted mail"]').getByText("Kept words").waitFor();
    await eventually(() => expect(opened.faults.length).toBeGreaterThan(refused));
    expect(await page.evaluate("'caught' in window")).toBe(false);
    expect(trap.asked).toEqual([]);
    await page.unroute("**/v1/inbound/*/formatted");
    // What the browser refused just now is what this test is about.
    (opened.faults as string[]).splice(refused);
  });

  test("a suppression leads to the mail that caused it, says who, and is lifted with a reason", async () => {
    await page.goto(`${app.url}/suppressions`);
    const row = page.getByRole("row", { name: /Unsubscribed/ }).first();
    await says(row, /Unsubscribed.*Opt out|Unsubscribed/i);
    await row.getByRole("link", { name: "the mail" }).click();
    await says(desk(), /Please take me off your list/);
    await page.goto(`${app.url}/suppressions`);
    await page.getByRole("button", { name: "Lift…" }).first().click();
    await page.getByRole("dialog").getByRole("textbox").fill("they asked for an answer by phone");
    await page.getByRole("dialog").getByRole("button", { name: "Lift" }).click();
    await dialogIsGone(page);
    await page.getByRole("button", { name: "With lifted" }).click();
    await says(
      page.getByRole("table", { name: "Suppressions" }),
      /lifted.*Ada Admin: they asked for an answer by phone/s,
    );
    expect(await axeFaults(page)).toEqual([]);
  });

  test("a send that nobody knows is settled by a person's word", async () => {
    await app.nextWorkday();
    app.sink.expect("ulf@lost.co.uk", { does: "drop", phase: "dot" });
    const lost = await app.home.propose(await app.home.contact({ email: "ulf@lost.co.uk", first: "Ulf" }));
    await app.drain();
    await page.goto(`${app.url}/inbox?show=sends`);
    const card = page.getByRole("article", { name: "To ulf@lost.co.uk" });
    await card.getByText("The conversation with the mail server").click();
    await says(card, /354/);
    expect(await axeFaults(page)).toEqual([]);
    await card.getByRole("button", { name: "It was sent…" }).click();
    await page.getByRole("dialog").getByRole("textbox").fill("it is in the Sent folder");
    await page.getByRole("dialog").getByRole("button", { name: "It was sent" }).click();
    await page.getByText("Every result is known").waitFor();
    expect((await app.home.action(lost)).state).toBe("sent");
  });

  test("what a model suggests stands with its words, and one key takes it over as one's own verdict", async () => {
    await answered(await writtenTo("vera@jetty.co.uk", "Vera"), "The green one, as ever.");
    const contactId = await app.home.contactOf("vera@jetty.co.uk");
    const [inbound] = (await app.home.admin.inbound.list({ contactId })).items;
    if (inbound === undefined) throw new Error("Vera wrote nothing");
    const body = completionOf({ does: "say", content: { kind: "unsubscribe", evidence: "as ever" } });
    const said = { inboundId: inbound.id, digest: "0".repeat(64), body };
    await app.db.write(app.home.id, (tx) => recordAnswer(app.app.deps.model, tx, said));
    await page.goto(`${app.url}/inbox?show=unclassified`);
    await says(desk(), /model suggests: unsubscribe, “as ever”; protected already/);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press("s");
    await page.getByText("Classified: unsubscribe").waitFor();
    const { items } = await app.home.admin.activities.list({ contactId, kind: "reply_reclassified" });
    expect(items[0]?.data).toMatchObject({ kind: "unsubscribe", evidence: "as ever" });
  });

  test("in a narrow window a thread is opened from the list and closed again", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${app.url}/inbox`);
    await threads()
      .getByRole("button", { name: /Tove Lind/ })
      .click();
    await says(desk(), /What does it cost for a team of five\?/);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    expect(await axeFaults(page)).toEqual([]);
    await desk().getByRole("button", { name: "‹ Threads" }).click();
    await threads().waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test("nothing was refused by the content security policy, and nothing failed", () => {
    expect(opened.faults).toEqual([]);
  });
});

/** A picture of one point. */
const point = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** What hostile mail tries: every part of it must do nothing. */
function hostile(url: string): string {
  return [
    `<html><head><meta http-equiv="refresh" content="0;url=${url}/refresh"><base href="${url}/">`,
    `<link rel="stylesheet" href="${url}/sheet"><style>body{background:url(${url}/css)}@import "${url}/import";</style></head>`,
    `<body background="${url}/background" onload="top.caught=true">`,
    `<script>top.caught=true;fetch("${url}/script")</script><script src="${url}/src"></script>`,
    `<svg onload="top.caught=true"><image href="${url}/image"/><script>top.caught=true</script></svg>`,
    `<img src="x" onerror="top.caught=true"><img src="${url}/pixel" width="1" height="1"><img srcset="${url}/set 2x">`,
    `<div style="background-image:url('${url}/style')">Kept words</div>`,
    `<iframe srcdoc="&lt;script&gt;top.caught=true&lt;/script&gt;"></iframe><iframe src="${url}/frame"></iframe>`,
    `<object data="${url}/object"></object><embed src="${url}/embed"><video src="${url}/video" autoplay></video>`,
    `<form action="${url}/form"><input name="password" autofocus onfocus="top.caught=true"><button>Send</button></form>`,
    `<a href="${url}/link" target="_top" ping="${url}/ping">your account</a><a href="javascript:top.caught=true">more</a>`,
    "</body></html>",
  ].join("\r\n");
}
