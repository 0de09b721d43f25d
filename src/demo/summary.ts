import type { CaseFile } from "../audit/contract.ts";
import type { Check } from "./checks.ts";
import type { Counts } from "./counts.ts";

/** Everything that the demo says at its end; `--json` prints it as it is. */
export interface DemoReport {
  readonly ok: boolean;
  readonly dataDir: string;
  readonly seconds: number;
  readonly imported: Readonly<Record<string, number>>;
  readonly counts: Counts;
  readonly checks: readonly Check[];
  readonly floors: readonly Floor[];
  readonly export: {
    readonly folder: string;
    readonly entries: number;
    readonly verified: boolean;
    readonly verifier: string;
  };
  readonly console: { readonly url: string; readonly signIn: string } | null;
}

/** A number that the story must reach to be worth telling. */
export interface Floor {
  readonly name: string;
  readonly least: number;
  readonly is: number;
}

/** What a full-sized demo must hold. */
export function floorsOf(counts: Counts): readonly Floor[] {
  const outcomes = new Set(counts.decisions.map((one) => one.outcome));
  const reasons = new Set(counts.decisions.map((one) => one.reason).filter((reason) => reason !== "none"));
  return [
    { name: "sends", least: 1_000, is: counts.sends },
    { name: "replies", least: 200, is: counts.repliesTotal },
    { name: "reply languages", least: 6, is: counts.languages.length },
    {
      name: "reply classes",
      least: 5,
      is: Object.keys(counts.replies).filter((name) => name !== "unclassified").length,
    },
    { name: "hard bounces", least: 50, is: counts.hardBounces },
    { name: "soft bounces", least: 30, is: counts.softBounces },
    { name: "complaints", least: 5, is: counts.complaints },
    { name: "meetings", least: 20, is: counts.meetings },
    { name: "no-shows", least: 3, is: counts.noShows },
    { name: "deals won", least: 5, is: counts.deals },
    { name: "decision outcomes", least: 4, is: outcomes.size },
    { name: "reason codes", least: 8, is: reasons.size },
  ];
}

/** The report for a person. */
export function printedReport(report: DemoReport): string {
  const { counts, imported } = report;
  const lines = [
    "",
    `A month at a company that lets agents write, in ${report.seconds} seconds`,
    "",
    `  ${imported["rows"] ?? 0} rows imported: ${imported["contacts"] ?? 0} contacts at ${imported["accounts"] ?? 0} accounts, ${imported["merged"] ?? 0} duplicates merged, ${imported["rejected"] ?? 0} rows handed back, ${imported["optOuts"] ?? 0} opt-outs honoured`,
    `  ${counts.sends} messages sent, ${counts.delivered} delivered, ${counts.hardBounces} hard and ${counts.softBounces} soft bounces`,
    `  ${counts.repliesTotal} replies in ${counts.languages.length} languages (${counts.languages.join(" ")}): ${words(counts.replies)}`,
    `  ${counts.meetings} meetings booked, ${counts.noShows} no-shows, ${counts.deals} deals won, ${counts.dealsLost} lost`,
    `  ${counts.complaints} complaints, ${counts.unsubscribes} unsubscribes; suppressed: ${words(counts.suppressions)}`,
    `  approvals: ${words(counts.approvals)}`,
    "",
    "  Decisions by outcome and reason",
    ...counts.decisions.map(
      (one) =>
        `    ${String(one.count).padStart(6)}  ${one.outcome.padEnd(15)} ${one.reason === "none" ? "" : one.reason}`,
    ),
    "",
    "  Held against what the market really saw",
    ...report.checks.map(
      (check) =>
        `    ${check.violations === 0 ? "ok  " : "FAIL"}  ${check.name.padEnd(6)} ${check.says}${check.violations === 0 ? "" : `: ${check.violations} violations, such as ${check.examples[0] ?? ""}`}`,
    ),
    ...report.floors
      .filter((floor) => floor.is < floor.least)
      .map((floor) => `    FAIL  ${floor.name}: ${floor.is}, at least ${floor.least} were expected`),
    "",
    `  The log: ${report.export.entries} entries exported to ${report.export.folder}`,
    `    ${report.export.verifier.trim().split("\n").join("\n    ")}`,
    "",
  ];
  return `${lines.join("\n")}\n`;
}

/** One case file as a story: why did we write to this person. Sections with the lines that say most, newest last. */
export function printedCase(file: CaseFile): string {
  const told = new Set<number>();
  const sections = file.sections.flatMap((section) => {
    const shown = section.items.slice(-linesPerSection);
    const lines = shown.flatMap((item) => [
      ...(told.has(item.index)
        ? []
        : [`      ${item.at.slice(0, 16).replace("T", " ")}  #${item.index}  ${item.says}`]),
      ...item.disclosures
        .filter((one) => isTold(section.heading, one.name))
        .map((one) => `        ${one.name}: ${brief(one.value)}`),
    ]);
    for (const item of shown) told.add(item.index);
    return lines.length === 0 ? [] : [`    ${section.heading}`, ...lines];
  });
  return `  Why did we write to this person? (fairlead audit case ${file.subjectId})\n${sections.join("\n")}\n    ${file.proofs.length} inclusion proofs under one signed checkpoint; the whole file is one call away.\n\n`;
}

const linesPerSection = 3;
const valueMax = 160;

/** What a section is about is told there and not again elsewhere. */
function isTold(heading: string, name: string): boolean {
  const about: Readonly<Record<string, RegExp>> = {
    profile: /who/i,
    facts: /facts/i,
    reasons: /checks/i,
    message: /message/i,
    shown: /approval/i,
    smtp: /smtp/i,
  };
  return about[name]?.test(heading) ?? false;
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > valueMax ? `${text.slice(0, valueMax)}…` : text;
}

function words(counts: Readonly<Record<string, number>>): string {
  const sorted = Object.entries(counts).sort((one, other) => other[1] - one[1]);
  return sorted.length === 0
    ? "none"
    : sorted.map(([name, count]) => `${count} ${name.replaceAll("_", " ")}`).join(", ");
}
