import { type JobFunction, jobFunctionOf } from "./job-function.ts";
import { type Seniority, seniorityOf } from "./seniority.ts";
import { compareText } from "./text.ts";

/** What one version of a contact record says about where somebody works, and when it said so. */
export interface Employment {
  readonly observationId: string;
  readonly recordId: string;
  readonly observedAt: number;
  /** The account that the version names, as it is known now; null when it names none. */
  readonly accountId: string | null;
  /** Said by a person of ours, whom no machine contradicts. */
  readonly isHuman: boolean;
  readonly trust: number;
  readonly title: string | null;
  readonly seniority: string | null;
  readonly department: string | null;
}

/** The time that somebody worked somewhere, as far as the records tell. */
export interface Relationship {
  readonly accountId: string;
  readonly title: string | null;
  readonly seniority: Seniority | null;
  readonly jobFunction: JobFunction | null;
  readonly validFrom: number;
  /** Null while it lasts; equal to `validFrom` when a record names the account but nothing says that it ever counted. */
  readonly validTo: number | null;
  /** When a record last said so. */
  readonly observedAt: number;
  /** The observation that began it. */
  readonly evidence: string;
}

/** Somebody left one account for another. */
export interface JobChange {
  readonly fromAccountId: string;
  readonly toAccountId: string;
  readonly title: string | null;
  readonly at: number;
  /** The observation that told of it: the same change is told by the same one, however records are merged. */
  readonly evidence: string;
}

interface Span {
  readonly accountId: string;
  readonly begun: Employment;
  readonly validTo: number | null;
}

/**
 * Where somebody worked, oldest first: a pure function of every version of their records. A record that goes on naming the
 * account that it named before brings no news; one that names another, or a newer record that does, ends what was and begins
 * what is. INVARIANT: the order of the input does not matter (test "relationships in any order").
 */
export function relationshipsOf(versions: readonly Employment[]): readonly Relationship[] {
  const { spans, mentions } = spansOf(newsOf(versions));
  const all = [...spans, ...mentionsBeside(spans, mentions)];
  return all.sort((left, right) => compareSpans(left, right)).map((span) => relationshipOf(span, versions));
}

/** The changes of employer among relationships: one ended when the next began. */
export function jobChangesOf(relationships: readonly Relationship[]): readonly JobChange[] {
  const held = relationships.filter((one) => one.validTo !== one.validFrom);
  return held.flatMap((to, at): JobChange[] => {
    const from = held[at - 1];
    if (from === undefined || from.validTo !== to.validFrom) return [];
    const { title, validFrom, evidence } = to;
    return [{ fromAccountId: from.accountId, toAccountId: to.accountId, title, at: validFrom, evidence }];
  });
}

/** The versions that bring news, oldest first; of several at one time the one that counts most comes last. */
function newsOf(versions: readonly Employment[]): readonly Employment[] {
  const byRecord = Map.groupBy([...versions].sort(compareVersions), (version) => version.recordId);
  return [...byRecord.values()]
    .flatMap((own) => {
      const named = own.filter((version) => version.accountId !== null);
      const last = named.filter((version, at) => named[at + 1]?.observedAt !== version.observedAt);
      return last.filter((version, at) => last[at - 1]?.accountId !== version.accountId);
    })
    .sort((left, right) => left.observedAt - right.observedAt || compareWeight(right, left));
}

function spansOf(news: readonly Employment[]): { readonly spans: readonly Span[]; readonly mentions: readonly Span[] } {
  const spans: Span[] = [];
  const mentions: Span[] = [];
  for (const [at, begun] of news.entries()) {
    const accountId = begun.accountId ?? "";
    const open = spans.at(-1);
    // What weighs less than something said at the same time, or contradicts a person of ours, is only heard of.
    const isOutweighed = news[at + 1]?.observedAt === begun.observedAt;
    if (isOutweighed || (open?.begun.isHuman === true && !begun.isHuman && open.accountId !== accountId))
      mentions.push({ accountId, begun, validTo: begun.observedAt });
    else if (open?.accountId !== accountId) {
      if (open !== undefined) spans[spans.length - 1] = { ...open, validTo: begun.observedAt };
      spans.push({ accountId, begun, validTo: null });
    } else if (begun.isHuman && !open.begun.isHuman)
      // The word of a person, also about what is known already, holds against machines from then on.
      spans[spans.length - 1] = { ...open, begun: { ...open.begun, isHuman: true } };
  }
  return { spans, mentions };
}

/** One mention of each account that somebody is not known to have worked at. */
function mentionsBeside(spans: readonly Span[], mentions: readonly Span[]): readonly Span[] {
  const known = new Set(spans.map((span) => span.accountId));
  return [...Map.groupBy(mentions, (mention) => mention.accountId)].flatMap(([accountId, same]) =>
    known.has(accountId) ? [] : same.slice(-1),
  );
}

function relationshipOf({ accountId, begun, validTo }: Span, versions: readonly Employment[]): Relationship {
  const during = versions
    .filter(
      (version) =>
        version.accountId === accountId &&
        version.observedAt >= begun.observedAt &&
        (validTo === null || version.observedAt < validTo || version.observedAt === begun.observedAt),
    )
    .sort(compareWeight);
  const told = during.find((version) => version.title !== null);
  const stated = during.find((version) => version.seniority !== null)?.seniority ?? null;
  const department = during.find((version) => version.department !== null)?.department ?? null;
  return {
    accountId,
    title: told?.title ?? null,
    seniority: seniorityOf(stated) ?? seniorityOf(told?.title),
    jobFunction: jobFunctionOf(told?.title, department),
    validFrom: begun.observedAt,
    validTo,
    observedAt: Math.max(begun.observedAt, ...during.map((version) => version.observedAt)),
    evidence: begun.observationId,
  };
}

/** Versions of one record in the order in which its source wrote them. */
function compareVersions(left: Employment, right: Employment): number {
  return left.observedAt - right.observedAt || compareText(left.observationId, right.observationId);
}

/** What counts most comes first: people before machines, trust, then what is newer. */
function compareWeight(left: Employment, right: Employment): number {
  return (
    Number(right.isHuman) - Number(left.isHuman) ||
    right.trust - left.trust ||
    right.observedAt - left.observedAt ||
    compareText(left.accountId ?? "", right.accountId ?? "") ||
    compareText(left.observationId, right.observationId)
  );
}

function compareSpans(left: Span, right: Span): number {
  return (
    left.begun.observedAt - right.begun.observedAt ||
    Number(left.validTo === null) - Number(right.validTo === null) ||
    compareText(left.begun.observationId, right.begun.observationId)
  );
}
