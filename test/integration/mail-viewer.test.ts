import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { letter } from "../helpers/letters.ts";

let app: TestApp;
let home: TestWorkspace;

beforeAll(async () => {
  app = await openTestApp();
  home = await app.workspace();
});

afterAll(() => app.close());

async function received(headers: readonly string[], body: string): Promise<`inb_${string}`> {
  const from = "someone@viewer.example";
  expect(await app.receive(letter({ from, to: home.mailbox }, headers, body))).toBe(250);
  const [mail] = (await home.admin.inbound.list({ state: "all" })).items;
  if (mail === undefined) throw new Error("nothing was received");
  return mail.id;
}

const formatted = (inboundId: string, token: string) =>
  fetch(`${app.url}/v1/inbound/${inboundId}/formatted`, { headers: { authorization: `Bearer ${token}` } });

/** The beginning of a picture of this size. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(60);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const both = [
  "--b",
  "Content-Type: multipart/alternative; boundary=c",
  "",
  "--c",
  "Content-Type: text/plain; charset=utf-8",
  "",
  "See the offer below.",
  "--c",
  "Content-Type: text/html; charset=utf-8",
  "",
  '<p>See the <a href="https://evil.example/x">offer</a> below.</p><script>alert(1)</script><img src="https://evil.example/pixel">',
  "--c--",
  "--b",
  'Content-Type: application/pdf; name="offer.pdf"',
  'Content-Disposition: attachment; filename="offer.pdf"',
  "Content-Transfer-Encoding: base64",
  "",
  Buffer.from("not really a file").toString("base64"),
  "--b--",
].join("\r\n");

test("a mail is read by head, text and the names of its files, and its formatted part is harmless", async () => {
  const inboundId = await received(["Subject: Offer", "Content-Type: multipart/mixed; boundary=b"], both);
  const mail = await home.admin.inbound.read({ inboundId });
  expect(mail).toMatchObject({
    text: expect.stringContaining("See the offer below."),
    html: '<p>See the <span class="link">offer</span> <span class="address">[https://evil.example/x]</span> below.</p><span class="picture">[picture]</span>\n',
    attachments: [{ name: "offer.pdf", type: "application/pdf", bytes: 17 }],
    fault: null,
  });
  expect(mail.head).toContainEqual({ name: "Subject", value: "Offer" });
  const thread = (await home.admin.threads.list({})).items.find((one) => one.lastInboundId === inboundId);
  const { messages } = await home.admin.threads.get({ threadId: thread?.id ?? "thr_" });
  expect(messages).toMatchObject([{ attachments: [{ name: "offer.pdf", type: "application/pdf", bytes: 17 }] }]);
});

test("the page of a formatted mail may load nothing, run nothing, and stand in our own frames only", async () => {
  const inboundId = await received(["Subject: Offer 2", "Content-Type: multipart/mixed; boundary=b"], both);
  const page = await formatted(inboundId, home.tokens.admin);
  expect(page.status).toBe(200);
  const policy = page.headers.get("content-security-policy") ?? "";
  for (const part of [
    "default-src 'none'",
    "img-src data:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "sandbox",
  ])
    expect(policy.split("; ")).toContain(part);
  expect(policy).not.toMatch(/script-src|allow-/);
  expect(page.headers.get("x-frame-options")).toBe("SAMEORIGIN");
  expect(page.headers.get("cache-control")).toBe("no-store");
  const text = await page.text();
  expect(text).not.toMatch(/<script|href=|https:\/\/evil\.example\/pixel/);
});

/** A mail with pictures: one that is there, and three that only say so. */
const pictured = [
  "--b",
  "Content-Type: text/html; charset=utf-8",
  "",
  ...["logo", "drawing", "page", "huge"].map((id) => `<p>${id} <img src="cid:${id}@viewer.example" alt="${id}"></p>`),
  ...[
    ["logo", "application/octet-stream", png(1, 1)],
    ["drawing", "image/svg+xml", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["page", "image/png", Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["huge", "image/png", png(60_000, 60_000)],
  ].flatMap(([id, type, bytes]) => [
    "--b",
    `Content-Type: ${String(type)}; name="${String(id)}.png"`,
    `Content-ID: <${String(id)}@viewer.example>`,
    "Content-Transfer-Encoding: base64",
    "",
    (bytes as Buffer).toString("base64"),
  ]),
  "--b--",
].join("\r\n");

test("pictures that the mail carries are shown in its page, known by their bytes alone, and are not in the words", async () => {
  const inboundId = await received(["Subject: Pictures", "Content-Type: multipart/related; boundary=b"], pictured);
  const page = await formatted(inboundId, home.tokens.admin);
  const text = await page.text();
  expect(text).toContain(`<p>logo <img src="data:image/png;base64,${png(1, 1).toString("base64")}" alt="logo"></p>`);
  for (const id of ["drawing", "page", "huge"])
    expect(text).toContain(`<p>${id} <span class="picture">[picture: ${id}]</span></p>`);
  expect(text.match(/data:/g)).toHaveLength(1);
  expect(page.headers.get("content-security-policy")?.split("; ")).toContain("img-src data:");
  const mail = await home.admin.inbound.read({ inboundId });
  expect(mail.html).not.toContain("data:");
  expect(mail.attachments).toHaveLength(4);
});

test("every other answer still refuses any frame", async () => {
  const inboundId = await received(["Subject: Plain"], "Only text.");
  const none = await formatted(inboundId, home.tokens.admin);
  expect(none.status).toBe(404);
  expect(none.headers.get("x-frame-options")).toBe("DENY");
  const other = await fetch(`${app.url}/healthz`);
  expect(other.headers.get("x-frame-options")).toBe("DENY");
});

test("a formatted mail is for whoever may read activities, in its own workspace", async () => {
  const inboundId = await received(["Subject: Offer 3", "Content-Type: multipart/mixed; boundary=b"], both);
  const other = await app.workspace("Other");
  expect((await formatted(inboundId, other.tokens.admin)).status).toBe(404);
  expect((await fetch(`${app.url}/v1/inbound/${inboundId}/formatted`)).status).toBe(401);
  await expect(other.admin.inbound.read({ inboundId })).rejects.toMatchObject({ code: "not_found" });
  expect((await formatted("inb_nonsense", home.tokens.admin)).status).toBe(404);
});

test("what is no mail shows how it begins, and says why", async () => {
  const raw = Buffer.concat([Buffer.from(`${"X: ".padEnd(600_000, "y")}\r\n\r\n`), Buffer.from("body")]);
  expect(await app.receive({ from: "x@viewer.example", to: home.mailbox, raw })).toBe(250);
  const [mail] = (await home.admin.inbound.list({ state: "waiting" })).items;
  expect(mail?.isMalformed).toBe(true);
  const read = await home.admin.inbound.read({ inboundId: mail?.id ?? "inb_" });
  expect(read).toMatchObject({ html: null, text: "", fault: expect.stringMatching(/header/i), isCut: true });
  expect(read.rawHead).toMatch(/^X: y+$/);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(app.failures).toEqual([]);
});
