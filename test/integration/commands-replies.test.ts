import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fairlead, type Ran } from "../helpers/command.ts";
import { commandFolder } from "../helpers/command-folder.ts";

const { folder } = commandFolder();

function classify(name: string, lines: readonly unknown[], ...flags: readonly string[]): Promise<Ran> {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  return fairlead(["replies", "classify", path, ...flags]);
}

const linesOf = (text: string): readonly Record<string, unknown>[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const away = {
  id: "a1",
  subject: "Automatic reply: Month-end close",
  headers: { "Auto-Submitted": "auto-replied" },
  body: "On leave, back on 5 January.",
};

test("replies classify says of each line what it asks for", async () => {
  const ran = await classify("replies.jsonl", [
    { id: "r1", subject: "Re: Close", headers: {}, body: "Please take my address off your list." },
    { id: "r2", subject: "Re: Close", headers: {}, body: "How much is it per seat?" },
    { id: "r3", body: "The penguins are at it once more." },
    { id: "r4", body: "Our lawyer will write to you." },
  ]);
  expect(ran.err).toBe("");
  expect(ran.code).toBe(0);
  const [stop, question, unknown, threat] = linesOf(ran.out);
  expect(stop).toEqual({
    id: "r1",
    kind: "unsubscribe",
    stop: true,
    hold: false,
    suppress: "contact",
    hot: false,
    resume: null,
    referral: [],
    severity: null,
    severityEvidence: null,
    stage: "opt_out",
    evidence: "Please take my address off your list.",
    abstained: false,
  });
  expect(question).toMatchObject({ kind: "question", hot: true, suppress: "none", stop: true });
  expect(unknown).toMatchObject({ kind: null, abstained: true, stop: true, hot: false });
  expect(threat).toMatchObject({ kind: "complaint", severity: "threat", severityEvidence: "lawyer" });
});

test("a label beside the reply changes nothing", async () => {
  const plain = { id: "r1", body: "Not now, maybe in spring." };
  const ran = await classify("labels.jsonl", [plain, { ...plain, expect: { kind: "interested" }, lang: "zz" }]);
  const [first, second] = linesOf(ran.out);
  expect(second).toEqual(first);
});

test("a day without a year hangs on the day of arrival: the line's own, `--received`, else the newest quote", async () => {
  const own = { ...away, receivedAt: "2031-12-20" };
  const header = { ...away, headers: { ...away.headers, Date: "Mon, 20 Dec 2032 10:00:00 +0000" } };
  const received = await classify("dates.jsonl", [own, header, away], "--received", "2029-12-20", "--json");
  expect(linesOf(received.out).map((line) => line["resume"])).toEqual(["2032-01-05", "2033-01-05", "2030-01-05"]);
  const quote = "Thanks.\n\nOn Tue, 14 Dec 2027 at 9:12, Dana <dana@sales.example> wrote:\n> Hello";
  const quoted = await classify("quoted.jsonl", [away, { id: "q", body: quote }]);
  expect(linesOf(quoted.out)[0]?.["resume"]).toBe("2028-01-05");
});

test("a line that cannot be read says so in its place, and the others are answered, in a file too", async () => {
  const out = join(folder, "out.jsonl");
  const ran = await classify("bad.jsonl", ["{", { id: 7, body: 5 }, "", { id: 8, body: "Thanks." }], "--out", out);
  expect(ran.code).toBe(2);
  expect(ran.err).toContain("2 of 3 lines");
  expect(linesOf(readFileSync(out, "utf8"))).toEqual([
    { error: "line 1: it is not JSON" },
    { id: 7, error: "line 2: `body` is no text" },
    expect.objectContaining({ id: 8, kind: "neutral" }),
  ]);
});

test("the file and the date are asked for", async () => {
  const none = await fairlead(["replies", "classify"]);
  expect(none.code).toBe(2);
  expect(none.err).toContain("IN.jsonl");
  const missing = await fairlead(["replies", "classify", join(folder, "none.jsonl")]);
  expect(missing.code).toBe(2);
  const date = await classify("date.jsonl", [away], "--received", "soon");
  expect(date.code).toBe(2);
  expect(date.err).toContain("`soon`");
});
