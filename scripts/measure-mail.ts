import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { classifyReply, classOfKind } from "../src/activity/core/classify.ts";
import { mailStructure } from "../src/activity/core/mail-structure.ts";
import { ownText } from "../src/activity/core/own-text.ts";
import { structureOf } from "../src/activity/core/understand.ts";
import { parseMail } from "../src/activity/parse-mail.ts";

/**
 * Scores inbound mail understanding on a folder of labelled mail: `node scripts/measure-mail.ts DIR [--verbose]`.
 * DIR holds `sisimai/*.eml` with `expected.json`, `replies.jsonl` and `reply-extract-*.jsonl`.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error("usage: node scripts/measure-mail.ts DIR [--verbose]");
const isVerbose = process.argv.includes("--verbose");

interface ExpectedRecipient {
  readonly recipient: string;
  readonly alias?: string;
  readonly status: string;
  readonly reason: string;
  readonly hard: boolean;
  readonly pseudoStatus?: boolean;
}
interface ExpectedMail {
  readonly kind: string;
  readonly originalMessageId?: string;
  readonly recipients?: readonly ExpectedRecipient[];
}

measureReplies(join(folder, "replies.jsonl"));
for (const name of readdirSync(folder).filter((file) => file.startsWith("reply-extract-")))
  measureOwnText(join(folder, name));
await measureReports(join(folder, "sisimai"));

interface LabelledReply {
  readonly id: string;
  readonly lang: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly expect: {
    readonly kind: string;
    readonly suppress: string;
    readonly hot?: boolean;
    readonly resume?: string | null;
    readonly referral?: readonly string[];
  };
}

function linesOf<T>(path: string): readonly T[] {
  return readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

function measureReplies(path: string): void {
  const receivedAt = Date.parse("2026-10-06T09:00:00Z");
  const count = {
    all: 0,
    kind: 0,
    class: 0,
    abstained: 0,
    optOut: 0,
    optOutFound: 0,
    falseOptOut: 0,
    hot: 0,
    hotRight: 0,
    hotWanted: 0,
    resume: 0,
    resumeRight: 0,
  };
  const known = classOfKind as Readonly<Record<string, string>>;
  for (const { id, subject, headers, body, expect } of linesOf<LabelledReply>(path)) {
    const mail = mailStructure({
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
      subject,
      from: { name: "Lee", address: "lee@prospect.example" },
      text: body,
      html: "",
      attachments: [],
    });
    const got = classifyReply(mail, ownText(mail.text, null), receivedAt);
    count.all += 1;
    count.kind += Number(got.kind === expect.kind);
    count.class += Number(got.class === known[expect.kind]);
    count.abstained += Number(got.kind === null);
    const wantsOut = expect.suppress !== "none";
    count.optOut += Number(wantsOut);
    count.optOutFound += Number(wantsOut && got.suppress !== null);
    count.falseOptOut += Number(!wantsOut && got.suppress !== null);
    const isHot = got.class === "positive";
    count.hot += Number(isHot);
    count.hotRight += Number(isHot && expect.hot === true);
    count.hotWanted += Number(expect.hot === true);
    if (expect.resume != null) {
      count.resume += 1;
      count.resumeRight += Number(got.resumeAt === Date.parse(expect.resume));
    }
    if (
      isVerbose &&
      (got.kind !== expect.kind || (expect.resume != null && got.resumeAt !== Date.parse(expect.resume)))
    )
      console.log(
        `${id} want ${expect.kind} ${expect.resume ?? ""} got ${got.kind} ${got.stage} ${got.resumeAt === null ? "" : new Date(got.resumeAt).toISOString()} [${got.evidence}] :: ${body.slice(0, 120).replaceAll("\n", " / ")}`,
      );
  }
  console.log(`replies: ${JSON.stringify(count)}`);
}

function measureOwnText(path: string): void {
  const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();
  const rows = linesOf<{
    readonly id: string;
    readonly kind: string;
    readonly body: string;
    readonly expected: string;
  }>(path).filter((row) => row.kind === "text");
  let right = 0;
  for (const row of rows) {
    const own = ownText(row.body.replace(/\r\n?/g, "\n"), null);
    const got = squeeze(`${own.body} ${own.footer}`);
    const isRight = got === squeeze(row.expected) || squeeze(own.body) === squeeze(row.expected);
    right += Number(isRight);
    if (isVerbose && !isRight)
      console.log(`${row.id}: got «${got.slice(0, 200)}» want «${squeeze(row.expected).slice(0, 200)}»`);
  }
  console.log(`own text ${path.split("/").at(-1)}: ${right}/${rows.length}`);
}

async function measureReports(dir: string): Promise<void> {
  const expected = JSON.parse(readFileSync(join(dir, "expected.json"), "utf8")) as Record<string, ExpectedMail>;
  const count = new Map<string, number>();
  const add = (key: string, by = 1): unknown => count.set(key, (count.get(key) ?? 0) + by);
  for (const name of readdirSync(dir).filter((file) => file.endsWith(".eml"))) {
    const want = expected[name];
    if (want === undefined) continue;
    const parsed = await parseMail(readFileSync(join(dir, name)));
    const mail = parsed.mail;
    const complaint = mail === null ? null : structureOf(mail).complaint;
    const bounce = mail === null ? null : structureOf(mail).bounce;
    const got = complaint !== null ? "complaint" : bounce === null ? "none" : bounce.what;
    add(`kind ${want.kind} -> ${got}`);
    if (want.kind !== "bounce") {
      if (isVerbose) console.log(`${name}: ${want.kind} -> ${got}`);
      continue;
    }
    if (bounce === null) {
      if (isVerbose) console.log(`${name}: MISSED`);
      continue;
    }
    const wanted = want.recipients ?? [];
    const found = new Map(
      bounce.recipients.flatMap(
        (one) =>
          [
            [one.address, one],
            [one.originalAddress ?? one.address, one],
          ] as const,
      ),
    );
    const isRight = wanted.every(
      (one) => found.has(one.recipient) || (one.alias !== undefined && found.has(one.alias)),
    );
    add(isRight ? "recipients right" : "recipients wrong");
    if (!isRight && isVerbose)
      console.log(`${name}: want ${wanted.map((one) => one.recipient)} got ${[...found.keys()]}`);
    if (want.originalMessageId !== undefined)
      add(bounce.returned.messageId === want.originalMessageId ? "message id right" : "message id wrong");
    for (const one of wanted) {
      const got1 = found.get(one.recipient) ?? found.get(one.alias ?? "");
      if (got1 === undefined) continue;
      const isHard = got1.permanence === "permanent";
      if (one.reason !== "filtered") add(`permanent: ${one.hard ? (isHard ? "TP" : "FN") : isHard ? "FP" : "TN"}`);
      else add(`filtered: ${isHard ? "permanent" : "not permanent"}`);
      if (one.hard !== isHard && isVerbose)
        console.log(
          `${name}: ${one.reason} hard=${one.hard}; got ${got1.reason} ${got1.permanence} ${got1.reply} ${got1.status} [${got1.evidence}] :: ${got1.text.replace(/\s+/g, " ").slice(0, 200)}`,
        );
      if (isVerbose) add(`reason ${one.reason} -> ${got1.reason}`);
    }
  }
  for (const [key, value] of [...count].sort()) console.log(`${key}: ${value}`);
}
