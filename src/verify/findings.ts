/** What a check can find. */
export type FindingCode =
  | "ROOT_MISMATCH"
  | "COUNT"
  | "ENTRY_EDITED"
  | "ENTRY_MISSING"
  | "ENTRY_INSERTED"
  | "ENTRY_MOVED"
  | "TRUNCATED"
  | "FORK"
  | "SIGNATURE"
  | "TILE"
  | "BUNDLE"
  | "DISCLOSURE"
  | "DUPLICATE_ID"
  | "TIME"
  | "MANIFEST";

/** One thing that is not as it was signed. */
export interface Finding {
  readonly code: FindingCode;
  readonly says: string;
  readonly index?: number;
}

/** What a verification found out. */
export interface VerifyReport {
  readonly ok: boolean;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly entries: number;
  readonly disclosures: { readonly shown: number; readonly withheld: number };
  /** Checkpoints from outside that the log was held against. With none, a truncated or rewritten log cannot be told. */
  readonly pins: number;
  readonly key: "given" | "from the bundle";
  readonly clock: string;
  readonly findings: readonly Finding[];
  /** Findings past the first of each kind that are only counted. */
  readonly omitted: number;
}

const shownPerCode = 50;

/** Collects findings, keeping the first of each kind. */
export interface Findings {
  add(code: FindingCode, says: string, index?: number): void;
  readonly all: readonly Finding[];
  omitted(): number;
}

/** An empty collection. */
export function collectFindings(): Findings {
  const all: Finding[] = [];
  const counts = new Map<FindingCode, number>();
  let omitted = 0;
  return {
    all,
    omitted: () => omitted,
    add: (code, says, index) => {
      const count = (counts.get(code) ?? 0) + 1;
      counts.set(code, count);
      if (count > shownPerCode) omitted += 1;
      else all.push({ code, says, ...(index === undefined ? {} : { index }) });
    },
  };
}

/** The export or the arguments cannot be used at all: exit code 2. */
export class Unusable extends Error {}

/** The report as lines for a person. */
export function reportText(report: VerifyReport): string {
  const { disclosures: told } = report;
  const lines = [
    `log          ${report.origin}`,
    `checkpoint   ${report.size} entries, root ${report.root}`,
    `key          ${report.key}${report.key === "given" ? "" : ": get it another way and pass --log"}`,
    `entries      ${report.entries}`,
    `disclosures  ${told.shown} shown, ${told.withheld} withheld or erased`,
    `clock        ${report.clock}`,
    `pins: ${report.pins}${report.pins > 0 ? "" : " (truncation and a full re-signed rewrite show only against a checkpoint that you kept: --pin)"}`,
    ...report.findings.map((finding) => `${finding.code}  ${finding.says}`),
    ...(report.omitted === 0 ? [] : [`and ${report.omitted} more of the same kinds`]),
    report.ok ? "OK: the log is what was signed" : "TAMPERED: the log is not what was signed",
  ];
  return `${lines.join("\n")}\n`;
}
