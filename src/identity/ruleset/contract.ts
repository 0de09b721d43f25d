import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { pageInput } from "../words/contract.ts";

const keyKinds = ["em", "li", "ph", "nd", "nc"] as const;

/** What a workspace may decide about how records become one; what is left out stays as it is in force. */
export const parameters = z.strictObject({
  keys: z
    .array(z.enum(keyKinds))
    .min(1, "leave at least one kind of key that joins")
    .refine((kinds) => new Set(kinds).size === kinds.length, "name each kind of key once")
    .optional()
    .describe(
      "the kinds of key that join contacts: em mailbox, li profile, ph phone, nd name at a company's domain, nc name at a company's name",
    ),
  roleMailboxesJoin: z
    .boolean()
    .optional()
    .describe("whether a function's mailbox (`info@`) joins where names allow it"),
  namesPerKeyMax: z.number().int().min(2).max(1_000).optional().describe("a key under more names belongs to nobody"),
  domainsPerNameMax: z
    .number()
    .int()
    .min(2)
    .max(1_000)
    .optional()
    .describe("a company's name under more domains says nothing"),
});

const wholeParameters = parameters.required();
const reason = z.string().trim().min(3, "say why, in at least 3 characters").max(500);
const subjectId = z.union([idSchema("con"), idSchema("acc")]);
const counted = <S extends z.ZodType>(example: S) =>
  z.object({ count: z.number(), examples: z.array(example).describe("the first 100") });
/** The kinds of key that records on both sides have: why they were, or are, one. */
const shares = z.array(z.string());

/** What a ruleset changes over all records of a workspace. */
export const rulesetEffects = z.object({
  records: z.number(),
  contacts: z.object({ before: z.number(), after: z.number() }),
  accounts: z.object({ before: z.number(), after: z.number() }),
  merges: counted(z.object({ survivor: subjectId, absorbed: z.array(subjectId), shares })),
  splits: counted(z.object({ from: subjectId, into: z.array(subjectId), shares })),
  /** Golden values of those that are there before and after; the values themselves are not kept. */
  values: counted(z.object({ id: subjectId, field: z.string() })),
  reviewsOpened: counted(z.object({ kind: z.string(), records: z.array(idSchema("rec")) })),
  reviewsClosed: counted(z.object({ kind: z.string(), records: z.array(idSchema("rec")) })),
});
export type RulesetEffects = z.input<typeof rulesetEffects>;

const rulesetView = z.object({
  id: idSchema("rul"),
  version: z.number(),
  parameters: wholeParameters,
  state: z.enum(["draft", "active", "retired"]),
  author: z.string(),
  reason: z.string(),
  createdAt: z.string(),
  activatedAt: z.string().nullable(),
  activatedBy: z.string().nullable(),
  activatedReason: z.string().nullable(),
  /** The version of the program's keys and normalisers that the workspace was settled with under it. */
  codeVersion: z.number(),
  /** What activating it would change, against the version that was in force; null until it was tried. */
  dryRun: z.object({ against: z.number(), effects: rulesetEffects }).nullable(),
  /** What is being done with it, or was last. */
  work: z
    .object({
      act: z.enum(["try", "activate", "upgrade"]),
      state: z.enum(["running", "done", "refused"]),
      done: z.number(),
      total: z.number(),
      refusal: z.string().nullable(),
    })
    .nullable(),
});
export type RulesetView = z.input<typeof rulesetView>;

/** The rulesets of a workspace. */
export const listRulesets = operation({
  name: "rulesets.list",
  summary: "The rules in force by which records become one, and every ruleset that was proposed, newest first",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/rulesets",
  status: 200,
  input: z.strictObject(pageInput),
  output: z.object({
    inForce: z.object({
      version: z.number(),
      parameters: wholeParameters,
      /** Whether the program has newer keys than the workspace was settled with: the worker brings it up to date. */
      isBehindCode: z.boolean(),
    }),
    items: z.array(rulesetView),
    next: z.string().nullable(),
  }),
  problems: ["invalid_input"],
});

/** One ruleset with what it would change. */
export const getRuleset = operation({
  name: "rulesets.get",
  summary: "A ruleset with its dry run: what would merge, split, read differently and be asked",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/rulesets/{rulesetId}",
  status: 200,
  input: z.strictObject({ rulesetId: idSchema("rul") }),
  output: rulesetView,
  problems: ["not_found"],
});

/** A ruleset tried over all records, without changing any. */
export const proposeRuleset = operation({
  name: "rulesets.propose",
  summary: "Try other rules over all records, changing nothing: what they would merge, split and ask",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: "/v1/rulesets",
  status: 201,
  input: z.strictObject({ parameters, reason }),
  output: rulesetView,
  problems: ["invalid_input", "conflict"],
  agents: false,
});

/** A ruleset put in force, everything resolved by it. */
export const activateRuleset = operation({
  name: "rulesets.activate",
  summary:
    "Put a ruleset in force, by another person than proposed it, and resolve everything by it; an older one goes back",
  effect: "write",
  scope: "identity:write",
  method: "POST",
  path: "/v1/rulesets/{rulesetId}/activate",
  status: 200,
  input: z.strictObject({
    rulesetId: idSchema("rul"),
    reason,
    confirm: z.boolean().default(false).describe("that nobody else is there to look at one's own proposal"),
  }),
  output: rulesetView,
  problems: ["not_found", "conflict", "not_permitted"],
  agents: false,
});
