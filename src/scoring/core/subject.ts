import type { Id } from "../../kernel/ids.ts";

/** What scoring reads about a contact and its account; null is unknown, never a default. */
export interface Subject {
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  /** Ids that this contact absorbed: signals recorded under them are its own. */
  readonly formerIds: readonly Id<"con">[];
  /** Ids that its account absorbed, for the same reason. */
  readonly formerAccountIds?: readonly Id<"acc">[];
  readonly persona: string | null;
  readonly seniority: string | null;
  readonly title: string | null;
  readonly country: string | null;
  readonly segments: readonly string[];
  readonly industry: string | null;
  readonly accountCountry: string | null;
  readonly employees: number | null;
  readonly relation: string | null;
  /** Values of declared fields that are known, by name. */
  readonly custom?: CustomValues;
  readonly accountCustom?: CustomValues;
}

/** Known values of declared fields: texts and, for a number, the number. */
export type CustomValues = Readonly<
  Record<string, { readonly texts: readonly string[]; readonly number: number | null }>
>;
