import { isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import { unreachable } from "../../kernel/problem.ts";
import { sidesOf } from "../core/questions.ts";
import type { Review } from "../core/resolve.ts";
import { prefixOf } from "../merge/bodies.ts";
import type { ReviewRow } from "../store/reviews.ts";
import type { ReviewSummary } from "./contract.ts";

/** Who records belong to, and what that is called. */
export interface Named {
  readonly homes: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

const sidesShownMax = 10;

/** A question as lists show it. */
export function reviewSummary(row: ReviewRow, { homes, names }: Named): ReviewSummary {
  const sides = [...sidesOf(row.record_ids, (id) => homes.get(id)).keys()].sort().slice(0, sidesShownMax);
  return {
    id: idFromUuid("rev", row.id),
    about: row.about,
    kind: row.kind,
    subject: row.subject,
    says: saysOf(row),
    state: row.state,
    records: row.record_ids.length,
    sides: sides.map((id) => ({ id: entityId(row, id), name: names.get(id) ?? "" })),
    createdAt: isoFromInstant(row.created_at),
    decision: row.decision,
    decidedBy: row.decided_by,
    decidedAt: isoOrNull(row.decided_at),
    reason: row.reason,
    assertions: row.assertion_ids.map((id) => idFromUuid("ast", id)),
  };
}

/** The public id of a side. */
export function entityId({ about }: Pick<ReviewRow, "about">, uuid: string): Id<"con"> | Id<"acc"> {
  return idFromUuid(prefixOf[about], uuid);
}

const keyWords: Readonly<Record<string, string>> = {
  em: "one mailbox",
  li: "one profile",
  ph: "one phone number",
  nd: "one name at one company",
  nc: "one name at one company",
  nm: "one company name",
  do: "one domain",
};

/** What a question asks, in words. */
function saysOf({ kind, subject }: ReviewRow): string {
  const shared = keyWords[subject.slice(0, 2)] ?? "a key";
  const word = kind as Review["kind"];
  switch (word) {
    case "shared_key":
      return `Different names stand under ${shared}: are they one person?`;
    case "blocked_key":
      return `So many names stand under ${shared} that it says nothing about any of them`;
    case "veto":
      return `They share ${shared}, but have two mailboxes or profiles there: are they namesakes?`;
    case "component":
      return "What joins these records contradicts itself: which of them are one?";
    case "account_name":
      return "A company of this name is known under several domains: which of them is meant?";
    case "claim_conflict":
      return "A source contradicts what a person said";
    case "hierarchy":
      return "Records disagree on who belongs to whom";
    default:
      return unreachable(word);
  }
}
