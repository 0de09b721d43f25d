import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fairlead, type Ran } from "../helpers/command.ts";

const bounce = [
  "From: MAILER-DAEMON@mx.buyer.example",
  "To: us@sales.example",
  "Subject: Undelivered Mail Returned to Sender",
  "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
  "",
  "--b",
  "Content-Type: text/plain",
  "",
  "Your message could not be delivered.",
  "--b",
  "Content-Type: message/delivery-status",
  "",
  "Reporting-MTA: dns; mx.buyer.example",
  "",
  "Final-Recipient: rfc822; gone@buyer.example",
  "Action: failed",
  "Status: 5.1.1",
  "Diagnostic-Code: smtp; 550 5.1.1 user unknown",
  "",
  "--b",
  "Content-Type: message/rfc822",
  "",
  "Message-ID: <m1@sales.example>",
  "To: gone@buyer.example",
  "",
  "Hello",
  "--b--",
].join("\r\n");

/** The same report inside a mail that somebody writes, and where no parser finds parts: a type without its semicolon. */
const forwarded = [
  "From: Kim <kim@sales.example>",
  "Subject: FW: this came back",
  "Content-Type: multipart/mixed; boundary=outer",
  "",
  "--outer",
  "Content-Type: text/plain",
  "",
  "Can you look at this?",
  "--outer",
  "Content-Type: message/rfc822",
  "",
  bounce,
  "--outer--",
].join("\r\n");
const broken = [
  'From: "Mail Deliver System" <MAILER-DAEMON>',
  "Subject: Returned Mail: User unknown",
  'Content-Type: multipart/mixed; boundary="---x"',
  "",
  "-----x",
  "Content-Type: text/plain",
  '   charset="us-ascii"',
  "",
  "---The following addresses had delivery errors---",
  "",
  "gone@buyer.example [User unknown]",
  "",
  "-----x--",
].join("\r\n");
const human =
  "From: kim@buyer.example\r\nIn-Reply-To: <m1@sales.example>\r\nSubject: Re: Hello\r\n\r\nCall me on Monday.";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fairlead-classify-"));
  await mkdir(join(folder, "b"));
  await mkdir(join(folder, "maildir"));
  const files = {
    "c.eml": bounce,
    "a.eml": human,
    "notes.txt": "no mail",
    "b/deep.EML": forwarded,
    "maildir/1700000000.M1.host:2,S": broken,
    "maildir/.hidden": human,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
});

afterAll(() => rm(folder, { recursive: true }));

function linesOf(ran: Ran): readonly Record<string, unknown>[] {
  return ran.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("mail classify says of every mail of a folder what it is, in the order of names", async () => {
  const ran = await fairlead(["mail", "classify", folder, "--json"]);
  const gone = { recipient: "gone@buyer.example", action: "failed", reason: "userunknown", permanent: true };
  const known = { status: "5.1.1", reply: "550", ...gone };
  expect(ran.err).toBe("");
  expect(linesOf(ran)).toEqual([
    { file: join(folder, "a.eml"), kind: "reply", originalMessageId: "m1@sales.example", recipients: [] },
    { file: join(folder, "b/deep.EML"), kind: "bounce", originalMessageId: "m1@sales.example", recipients: [known] },
    { file: join(folder, "c.eml"), kind: "bounce", originalMessageId: "m1@sales.example", recipients: [known] },
    {
      file: join(folder, "maildir/1700000000.M1.host:2,S"),
      kind: "bounce",
      originalMessageId: null,
      recipients: [{ status: "", reply: "", ...gone }],
    },
  ]);
  expect(ran.code).toBe(0);
});

test("a mail that cannot be read has its line, and the others are answered", async () => {
  const deep = join(folder, "deep");
  await mkdir(deep);
  const nested = Array.from(
    { length: 60 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}`,
  );
  await writeFile(join(deep, "1.eml"), `From: a@b.example\r\n${nested.join("\r\n")}\r\n`);
  await writeFile(join(deep, "2.eml"), human);
  const [first, second] = linesOf(await fairlead(["mail", "classify", deep]));
  expect(first).toMatchObject({ kind: "other", originalMessageId: null, recipients: [], fault: expect.any(String) });
  expect(second).toMatchObject({ kind: "reply" });
  const alone = await fairlead(["mail", "classify", join(deep, "1.eml")]);
  expect(alone.code).toBe(2);
  expect(alone.err).toContain("none of 1 files");
});

test("a path that does not exist, and no path at all, are the caller's to mend", async () => {
  const missing = await fairlead(["mail", "classify", folder, join(folder, "nothing"), "--json"]);
  expect(missing).toMatchObject({ code: 2, out: "" });
  expect(JSON.parse(missing.err)).toMatchObject({ code: "invalid_input", detail: expect.stringContaining("nothing") });
  expect(await fairlead(["mail", "classify"])).toMatchObject({ code: 2, out: "" });
});
