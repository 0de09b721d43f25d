import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";
import { listContacts } from "../contract.ts";

/** What a provider may be asked for. */
export const enrichableFields = [
  "firstName",
  "lastName",
  "title",
  "department",
  "seniority",
  "email",
  "emailStatus",
  "phone",
  "linkedin",
  "country",
  "state",
  "city",
  "companyName",
  "website",
  "industry",
  "employees",
] as const;
export const enrichableField = z.enum(enrichableFields);
export type EnrichableField = z.output<typeof enrichableField>;

const price = z.object({
  unit: z.string().describe("what the provider counts in, such as credits"),
  hit: z.number().int(),
  miss: z.number().int(),
});
const caps = z.object({ day: z.number().int(), run: z.number().int() });

/** A provider as callers see it; its key never leaves the server. */
export const providerView = z.object({
  id: idSchema("prv"),
  name: z.string(),
  kind: z.enum(["file", "http"]),
  fields: z.array(enrichableField),
  url: z.string().nullable(),
  hasKey: z.boolean(),
  price,
  caps,
  spentToday: z.number().int(),
  ratePerMinute: z.number().int().nullable(),
  answerDays: z.number().int(),
  missDays: z.number().int(),
  entries: z.number().int().nullable().describe("the keys that a file provider answers by"),
  state: z.enum(["active", "paused"]),
  stateReason: z.string().nullable(),
  createdAt: z.string(),
});
export type ProviderView = z.input<typeof providerView>;

const units = z.number().int().min(0).max(1_000_000_000);
const reason = z.string().trim().min(3, "say why, in at least 3 characters").max(500);
const byProvider = z.strictObject({ providerId: idSchema("prv") });

/** Names somebody who may be asked about contacts: a file that was bought, or a service. */
export const createProvider = operation({
  name: "enrichment.createProvider",
  summary: "Name a provider of missing data: a file of answers, or an HTTP service with price, caps, rate and key",
  effect: "write",
  scope: "enrichment:write",
  method: "POST",
  path: "/v1/enrichment/providers",
  status: 201,
  input: z.strictObject({
    name: z.string().trim().min(1).max(80).describe("the source that its values are shown under"),
    fields: z.array(enrichableField).min(1).describe("what it may be asked for"),
    file: z
      .strictObject({
        filename: z.string().min(1).max(255),
        content: z.string().min(1),
        encoding: z.enum(["text", "base64"]).default("text"),
      })
      .optional()
      .describe("CSV, TSV or JSON lines with email, linkedin or domain, and the fields"),
    http: z
      .strictObject({
        url: z.url({ protocol: /^https?$/ }).max(2_000),
        key: z.string().min(1).max(4_000).optional(),
        keyHeader: z
          .string()
          .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, { error: "expected the name of a header" })
          .default("authorization")
          .describe("`authorization` sends `Bearer KEY`, any other header the key alone"),
      })
      .optional(),
    price: z.strictObject({ unit: z.string().min(1).max(40).default("credit"), hit: units, miss: units.default(0) }),
    caps: z.strictObject({ day: units, run: units }),
    ratePerMinute: z.number().int().min(1).max(60_000).optional(),
    answerDays: z.number().int().min(1).max(3_650).default(90).describe("how long an answer is not asked for again"),
    missDays: z.number().int().min(1).max(3_650).default(30).describe("the same where it knew nothing"),
  }),
  output: providerView,
  problems: ["invalid_input", "conflict"],
  agents: false,
});

/** Every provider of the workspace. */
export const listProviders = operation({
  name: "enrichment.listProviders",
  summary: "The providers of missing data with their prices, caps and what was spent today",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/enrichment/providers",
  status: 200,
  input: z.strictObject({}),
  output: z.object({ items: z.array(providerView) }),
  problems: [],
});

/** Asks a provider nothing more, at once; runs that are going stop. */
export const pauseProvider = operation({
  name: "enrichment.pauseProvider",
  summary: "Stop asking a provider at once; its running enrichments stop",
  effect: "stop",
  scope: "enrichment:write",
  method: "POST",
  path: "/v1/enrichment/providers/{providerId}/pause",
  status: 200,
  input: byProvider.extend({ reason }),
  output: providerView,
  problems: ["not_found"],
  agents: false,
});

/** Lets a provider be asked again; runs that stopped stay so. */
export const resumeProvider = operation({
  name: "enrichment.resumeProvider",
  summary: "Let a paused provider be asked again; start a new run to go on",
  effect: "write",
  scope: "enrichment:write",
  method: "POST",
  path: "/v1/enrichment/providers/{providerId}/resume",
  status: 200,
  input: byProvider.extend({ reason }),
  output: providerView,
  problems: ["not_found"],
  agents: false,
});

/** A run as callers see it: what was asked, what came of it, what it cost. */
export const runView = z.object({
  id: idSchema("run").nullable().describe("null for a dry run"),
  providerId: idSchema("prv"),
  state: z.enum(["dry_run", "running", "done", "stopped"]),
  stopReason: z.string().nullable(),
  fields: z.array(enrichableField),
  contacts: z.number().int(),
  unneeded: z.number().int().describe("contacts that lack nothing of this, or of whom too little is known to ask"),
  asks: z.number().int().describe("questions of this run, answered or not"),
  wants: z.record(z.string(), z.number().int()).describe("how many contacts lack each field; stated by a dry run"),
  known: z.number().int().describe("answered from what the provider said before, at no cost"),
  waiting: z.number().int(),
  answered: z.number().int(),
  missed: z.number().int(),
  failed: z.number().int(),
  claims: z.number().int().describe("values gained"),
  costAtMost: z.number().int().describe("what the open questions may cost, had all of them answers"),
  spent: z.number().int(),
  affordable: z.number().int().describe("how many questions the caps allow now"),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type RunView = z.input<typeof runView>;

/** Asks a provider for what contacts lack, within its caps. */
export const runEnrichment = operation({
  name: "enrichment.run",
  summary: "Ask a provider for what contacts lack, within its caps; `dryRun` states what would be asked and its cost",
  effect: "write",
  scope: "enrichment:run",
  method: "POST",
  path: "/v1/enrichment/runs",
  status: 201,
  input: z.strictObject({
    providerId: idSchema("prv"),
    contactIds: z.array(idSchema("con")).min(1).max(10_000).optional(),
    filter: listContacts.input
      .omit({ cursor: true, limit: true })
      .optional()
      .describe("the contacts that `contacts.list` shows for it"),
    fields: z.array(enrichableField).min(1).optional().describe("fewer than the provider may be asked for"),
    staleAfterDays: z
      .number()
      .int()
      .min(1)
      .max(3_650)
      .optional()
      .describe("also asks for values of machines that are older; a person's never"),
    dryRun: z.boolean().default(false),
  }),
  output: runView,
  problems: ["not_found", "conflict", "too_large"],
});

/** One run: how far it is, what it cost, what it gained. */
export const getEnrichment = operation({
  name: "enrichment.get",
  summary: "One enrichment run: progress, cost, values gained, misses, and why it stopped",
  effect: "read",
  scope: "contacts:read",
  method: "GET",
  path: "/v1/enrichment/runs/{runId}",
  status: 200,
  input: z.strictObject({ runId: idSchema("run") }),
  output: runView,
  problems: ["not_found"],
});
