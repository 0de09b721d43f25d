import { z } from "zod";
import { operation } from "../../kernel/operation.ts";
import { policyMode } from "../contract.ts";

/** What is wrong with a draft: in which of its texts, at which line, and with which policy, where that is known. */
const draftFault = z.object({
  /** `core`, `organisation`, `team`, or the name of a table of cases; empty for the whole. */
  text: z.string(),
  /** Counted from 1. */
  line: z.int().nullable(),
  policy: z.string(),
  says: z.string(),
});
export type DraftFault = z.output<typeof draftFault>;

const caseReport = z.object({
  cases: z.int(),
  failed: z.array(z.object({ table: z.string(), name: z.string(), says: z.string() })),
  /** Policies of the draft that the cases do not try on both sides. */
  uncovered: z.array(z.object({ policy: z.string(), lacks: z.array(z.enum(["hit", "pass"])) })),
});

/** Checks a draft of policies as activation would, and runs its cases. */
export const lintPolicy = operation({
  name: "policy.lint",
  summary:
    "What is wrong with a draft of policies, text by text and line by line, and how its cases come out; nothing is stored",
  effect: "read",
  scope: "policy:read",
  method: "POST",
  path: "/v1/policy/lint",
  status: 200,
  input: z.strictObject({
    organisation: z.string().max(200_000).describe("the organisation's policies as Cedar text; the core is added"),
    team: z.string().max(200_000).default("").describe("policies that only forbid more, as Cedar text"),
    modes: z
      .record(z.string().max(80), policyMode)
      .default({})
      .describe("modes by policy id, as `policy.activate` takes"),
    tests: z
      .array(z.strictObject({ name: z.string().min(1).max(200), text: z.string().max(200_000) }))
      .max(50)
      .default([])
      .describe("tables of cases as YAML, as `policy test` takes them"),
  }),
  output: z.object({
    faults: z.array(draftFault),
    /** The bundle that the draft would be; null where it has faults. */
    hash: z.string().nullable(),
    cases: caseReport.nullable(),
  }),
  problems: [],
  agents: false,
});
