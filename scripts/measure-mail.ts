import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recognizeBounce } from "../src/activity/core/bounce.ts";
import { recognizeComplaint } from "../src/activity/core/complaint.ts";
import { parseMail } from "../src/activity/parse-mail.ts";

/**
 * Scores inbound mail understanding on a folder of labelled mail: `node scripts/measure-mail.ts DIR [--verbose]`.
 * DIR holds `sisimai/*.eml` with `expected.json`.
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

await measureReports(join(folder, "sisimai"));

async function measureReports(dir: string): Promise<void> {
  const expected = JSON.parse(readFileSync(join(dir, "expected.json"), "utf8")) as Record<string, ExpectedMail>;
  const count = new Map<string, number>();
  const add = (key: string, by = 1): unknown => count.set(key, (count.get(key) ?? 0) + by);
  for (const name of readdirSync(dir).filter((file) => file.endsWith(".eml"))) {
    const want = expected[name];
    if (want === undefined) continue;
    const parsed = await parseMail(readFileSync(join(dir, name)));
    const mail = parsed.mail;
    const complaint = mail === null ? null : recognizeComplaint(mail);
    const bounce = mail === null || complaint !== null ? null : recognizeBounce(mail);
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
    const found = new Map(bounce.recipients.flatMap((one) => [[one.address, one], [one.originalAddress ?? one.address, one]] as const));
    const isRight = wanted.every((one) => found.has(one.recipient) || (one.alias !== undefined && found.has(one.alias)));
    add(isRight ? "recipients right" : "recipients wrong");
    if (!isRight && isVerbose) console.log(`${name}: want ${wanted.map((one) => one.recipient)} got ${[...found.keys()]}`);
    if (want.originalMessageId !== undefined) add(bounce.returned.messageId === want.originalMessageId ? "message id right" : "message id wrong");
    for (const one of wanted) {
      const got1 = found.get(one.recipient) ?? found.get(one.alias ?? "");
      if (got1 === undefined) continue;
      const isHard = got1.permanence === "permanent";
      if (one.reason !== "filtered") add(`permanent: ${one.hard ? (isHard ? "TP" : "FN") : isHard ? "FP" : "TN"}`);
      else add(`filtered: ${isHard ? "permanent" : "not permanent"}`);
      if (one.hard !== isHard && isVerbose)
        console.log(`${name}: ${one.reason} hard=${one.hard}; got ${got1.reason} ${got1.permanence} ${got1.reply} ${got1.status} [${got1.evidence}] :: ${got1.text.replace(/\s+/g, " ").slice(0, 200)}`);
      if (isVerbose) add(`reason ${one.reason} -> ${got1.reason}`);
    }
  }
  for (const [key, value] of [...count].sort()) console.log(`${key}: ${value}`);
}
