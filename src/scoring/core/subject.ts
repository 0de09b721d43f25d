import type { Id } from "../../kernel/ids.ts";

/** What scoring reads about a contact and its account; null is unknown, never a default. */
export interface Subject {
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  /** Ids that this contact absorbed: signals recorded under them are its own. */
  readonly formerIds: readonly Id<"con">[];
  readonly persona: string | null;
  readonly title: string | null;
  /** Every country that a record of the contact or its account names. */
  readonly countries: readonly string[];
  readonly segments: readonly string[];
  readonly industry: string | null;
  readonly employees: number | null;
  readonly relation: string | null;
}
