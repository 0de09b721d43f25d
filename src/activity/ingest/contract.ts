import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";

/** Whose shape the events of one ingestion have: ours, or that of a tool that is understood. */
export const ingestShapes = ["fairlead", "instantly", "smartlead", "postal", "cloudevents"] as const;
export type IngestShape = (typeof ingestShapes)[number];

/** What became of one event of an ingestion. */
export const ingestOutcomes = ["recorded", "duplicate", "ignored", "refused"] as const;

/** Takes in what other tools saw, many events at once. A past event protects like a live one and starts nothing. */
export const activitiesIngest = operation({
  name: "activities.ingest",
  summary: "Record up to 1,000 events that another tool saw, each once; bad ones are handed back by their index",
  effect: "write",
  scope: "imports:write",
  method: "POST",
  path: "/v1/activities/batch",
  status: 200,
  input: z.strictObject({
    shape: z.enum(ingestShapes).describe("whose events these are"),
    source: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .optional()
      .describe("the account or installation that they come from; events of two sources are never the same"),
    events: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .max(1_000)
      .describe("events as the source tells them, in any order"),
  }),
  output: z.object({
    recorded: z.number().int(),
    duplicate: z.number().int(),
    ignored: z.number().int(),
    refused: z.number().int(),
    /** One per event, in the order given. */
    results: z.array(
      z.object({
        index: z.number().int(),
        outcome: z.enum(ingestOutcomes),
        /** The event, or the first of several where a reply came from a mailbox of several people. */
        eventId: idSchema("evt").nullable(),
        code: z.string().nullable(),
        says: z.string().nullable(),
      }),
    ),
  }),
  problems: ["invalid_input"],
  agents: false,
});
