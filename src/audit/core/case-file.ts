import type { AuditRecord, CaseFile } from "../contract.ts";

/** A record of a case with the personal text that the reader may see. */
export interface CaseRecord {
  readonly index: number;
  readonly record: AuditRecord;
  readonly disclosures: readonly { readonly name: string; readonly value: unknown }[];
}

type Section = CaseFile["sections"][number];
type Item = Section["items"][number];

/** One chapter of the story: which records it tells of, and what of them. */
interface Chapter {
  readonly heading: string;
  readonly families: readonly string[];
  /** Disclosures that belong here, whatever record they come with. */
  readonly discloses: readonly string[];
  readonly details: (record: AuditRecord) => Item["details"];
}

const chapters: readonly Chapter[] = [
  {
    heading: "Who this is",
    families: ["contact", "account"],
    discloses: ["profile"],
    details: (record) => pick(record, ["subject", "changes", "data"]),
  },
  {
    heading: "Where each field came from",
    families: ["import"],
    discloses: ["sources"],
    details: (record) => pick(record, ["inputs", "data"]),
  },
  {
    heading: "Signals and scores",
    families: ["signal", "score", "icp"],
    discloses: [],
    details: (record) => pick(record, ["inputs", "outcome", "data"]),
  },
  { heading: "The facts that were read", families: [], discloses: ["facts"], details: () => ({}) },
  {
    heading: "The checks and the decision",
    families: ["decision", "policy"],
    discloses: ["reasons"],
    details: (record) => pick(record, ["checks", "decision", "data"]),
  },
  {
    heading: "The approval",
    families: ["approval"],
    discloses: ["shown"],
    details: (record) => pick(record, ["approval", "data"]),
  },
  {
    heading: "The exact message",
    families: [],
    discloses: ["message", "raw"],
    details: (record) => pick(record, ["message"]),
  },
  {
    heading: "The SMTP conversation",
    families: ["message", "action"],
    discloses: [],
    details: (record) => pick(record, ["message", "run", "data"]),
  },
  {
    heading: "What came back",
    families: ["activity", "reply"],
    discloses: [],
    details: (record) => pick(record, ["outcome", "data"]),
  },
  {
    heading: "What it led to",
    families: [],
    discloses: [],
    details: (record) => pick(record, ["outcome", "changes", "data"]),
  },
];

/**
 * Tells a case as a story: who, where each field came from, scores, facts, checks, approval, exact bytes, SMTP, what came
 * back and what it led to. Built from records and their disclosures alone, so that it says nothing that is not proven.
 */
export function caseSections(records: readonly CaseRecord[]): Section[] {
  return chapters.map((chapter) => ({
    heading: chapter.heading,
    items: records.flatMap((one) => itemOf(chapter, one)),
  }));
}

function itemOf(chapter: Chapter, { index, record, disclosures }: CaseRecord): Item[] {
  const isHome = homeOf(record) === chapter;
  const claimed = disclosures.filter(({ name }) => chapterOf(name, record) === chapter);
  const isProvenance = chapter.heading === "Where each field came from" && (record.inputs?.length ?? 0) > 0;
  if (!isHome && claimed.length === 0 && !isProvenance) return [];
  return [
    {
      index,
      recordId: record.id,
      at: record.at,
      type: record.type,
      actor: `${record.actor.kind} ${record.actor.id}`,
      says: saysOf(record),
      details: isHome || isProvenance ? chapter.details(record) : {},
      disclosures: claimed.map(({ name, value }) => ({ name, value: value as Item["disclosures"][number]["value"] })),
    },
  ];
}

function homeOf(record: AuditRecord): Chapter | undefined {
  const family = record.type.split(".", 1)[0] ?? "";
  return chapters.find((chapter) => chapter.families.includes(family)) ?? chapters.at(-1);
}

function chapterOf(disclosure: string, record: AuditRecord): Chapter | undefined {
  return chapters.find((chapter) => chapter.discloses.includes(disclosure)) ?? homeOf(record);
}

/** One line in plain words. */
function saysOf(record: AuditRecord): string {
  const { decision, approval, message, outcome } = record;
  const what = record.type.replaceAll(/[._]/g, " ");
  if (decision !== undefined) {
    const reasons = decision.reasons.length === 0 ? "" : ` because of ${decision.reasons.join(", ")}`;
    return `${what}: ${decision.outcome}${reasons}${decision.until === undefined ? "" : `, until ${decision.until}`}`;
  }
  if (approval !== undefined)
    return `${what}: ${approval.state}${approval.by === undefined ? "" : ` by ${approval.by}`}`;
  if (message?.state !== undefined) return `${what}: ${message.state}`;
  if (outcome !== undefined)
    return `${what}: ${outcome.kind}${outcome.class === undefined ? "" : `, ${outcome.class}`}`;
  return what;
}

function pick(record: AuditRecord, names: readonly (keyof AuditRecord)[]): Item["details"] {
  const present = names.filter((name) => record[name] !== undefined);
  return Object.fromEntries(present.map((name) => [name, record[name]])) as Item["details"];
}
