import { z } from "zod";

/** Fields of a contact and its account that a condition may read as text. */
export const textFields = [
  "contact.persona",
  "contact.seniority",
  "contact.title",
  "contact.country",
  "contact.segments",
  "account.industry",
  "account.country",
  "account.relation",
] as const;

/** Fields that a condition may read as a number. */
export const numberFields = ["account.employees"] as const;

/** A declared field of the contact or of its account: `contact.custom.tier`, `account.custom.seats`. */
export type CustomPath = `${"contact" | "account"}.custom.${string}`;
export type TextField = (typeof textFields)[number] | CustomPath;
export type NumberField = (typeof numberFields)[number] | CustomPath;

/** A condition over one contact and its account. Each is true, false or unknown: what is not recorded is never assumed. */
export type Condition =
  | { readonly op: "in" | "hasAny"; readonly field: TextField; readonly values: readonly string[] }
  | {
      readonly op: "between";
      readonly field: NumberField;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    }
  | { readonly op: "exists"; readonly field: TextField | NumberField }
  | { readonly op: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly op: "not"; readonly of: Condition };

const customPath = z.templateLiteral([
  z.enum(["contact", "account"]),
  ".custom.",
  z.string().regex(/[a-z][a-z0-9_]{0,39}/),
]);
const textField = z.union([z.enum(textFields), customPath]);
const numberField = z.union([z.enum(numberFields), customPath]);

const leaf = z.discriminatedUnion("op", [
  z
    .strictObject({
      op: z.enum(["in", "hasAny"]),
      field: textField,
      values: z.array(z.string().trim().min(1).max(100)).min(1).max(200),
    })
    .describe("`in`: the whole text is one of these; `hasAny`: it has one of these words or phrases"),
  z
    .strictObject({ op: z.literal("between"), field: numberField, min: z.int().optional(), max: z.int().optional() })
    .refine((range) => range.min !== undefined || range.max !== undefined, { error: "expected `min`, `max` or both" }),
  z.strictObject({ op: z.literal("exists"), field: z.union([z.enum([...textFields, ...numberFields]), customPath]) }),
]);

const atom = z.union([leaf, z.strictObject({ op: z.literal("not"), of: leaf })]);

function groupOf<C extends z.ZodType>(parts: C) {
  return z.strictObject({ op: z.enum(["and", "or"]), of: z.array(parts).min(1).max(20) });
}

/**
 * Leaves and negated leaves under two levels of `and` and `or`: every condition can be said so, people can read it, and
 * the schema stays small enough for an agent's tool list.
 */
export const condition: z.ZodType<Condition, Condition> = z.union([atom, groupOf(z.union([atom, groupOf(atom)]))]);

const clauseId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, { error: "expected a short kebab-case name" });

/** What a good contact looks like, and how much it counts. */
export const criterion = z.strictObject({
  id: clauseId,
  label: z.string().trim().min(1).max(120),
  weight: z.int().min(1).max(100),
  when: condition,
});
export type Criterion = z.output<typeof criterion>;

/** What rules a contact out; `unknownIs` says what to do when that is not known. */
export const disqualifier = z.strictObject({
  id: clauseId,
  label: z.string().trim().min(1).max(120),
  when: condition,
  unknownIs: z.enum(["exclude", "include"]).default("exclude"),
});
export type Disqualifier = z.output<typeof disqualifier>;

/** The name of a kind of signal, such as `pricing_page`; the vocabulary is open. */
export const signalKind = z.string().regex(/^[a-z][a-z0-9_]{1,59}$/, { error: "expected a snake_case name" });

/** How much a fresh signal of full strength counts, and how fast it fades. */
export const signalWeight = z.strictObject({
  points: z.int().min(-100).max(100),
  halfLifeDays: z.int().min(1).max(365),
});
export type SignalWeight = z.output<typeof signalWeight>;

/** The scores that a route begins at. */
export const routeThresholds = z.strictObject({
  actFit: z.int().min(0).max(100),
  actIntent: z.int().min(0).max(100),
  nurtureFit: z.int().min(0).max(100),
});
export type RouteThresholds = z.output<typeof routeThresholds>;

/** The whole scoring model of a workspace: versioned, hashed, never changed in place. */
export const icpDefinition = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    criteria: z.array(criterion).min(1).max(50),
    disqualifiers: z.array(disqualifier).max(50),
    signals: z.record(signalKind, signalWeight).refine((kinds) => Object.keys(kinds).length <= 200, {
      error: "expected at most 200 kinds of signal",
    }),
    otherSignals: signalWeight.describe("for kinds that `signals` does not name"),
    routes: routeThresholds,
  })
  .refine(
    (icp) =>
      new Set([...icp.criteria, ...icp.disqualifiers].map((clause) => clause.id)).size ===
      icp.criteria.length + icp.disqualifiers.length,
    { error: "expected every clause to have an id of its own" },
  );
export type IcpDefinition = z.output<typeof icpDefinition>;
