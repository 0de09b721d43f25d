import type { ActivityReaction } from "../activity/contract.ts";
import { activitySink } from "../activity/import-activities.ts";
import type { AppendDeps } from "../audit/append.ts";
import type { ImportSink, ImportSinks } from "../identity/import/sink.ts";
import type { React } from "../kernel/reactions.ts";
import { opportunitySink } from "../outcomes/import-opportunities.ts";
import { consentSink } from "../policy/consent/sink.ts";
import type { SuppressDeps } from "../policy/deps.ts";
import { bumpGates } from "../policy/gates.ts";
import { suppressionSink } from "../policy/import-suppressions.ts";

/** What the sinks are made of; policy's own parts are asked for when a row comes, since blocks need each other. */
export interface SinkParts {
  readonly policy: () => SuppressDeps;
  readonly append: AppendDeps;
  readonly react: React<ActivityReaction>;
}

/** Who takes the rows of imported files that are no contacts and no accounts. */
export function sinksOf(parts: SinkParts): Required<ImportSinks> {
  const later =
    (sink: (deps: SuppressDeps) => ImportSink): ImportSink =>
    (tx, rows, context) =>
      sink(parts.policy())(tx, rows, context);
  return {
    suppressions: later(suppressionSink),
    consents: later(consentSink),
    activities: activitySink({ ...parts.append, react: parts.react }),
    opportunities: opportunitySink({
      ...parts.append,
      // An account that became a customer must not be written to by what was decided a moment before.
      onDeals: async (tx, accountIds) => {
        await bumpGates(
          tx,
          accountIds.map((key) => ({ kind: "account" as const, key })),
        );
      },
    }),
  };
}
