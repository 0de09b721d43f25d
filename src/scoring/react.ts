import type { IdentityReaction } from "../identity/contract.ts";
import type { React } from "../kernel/reactions.ts";
import type { ScoringDeps } from "./deps.ts";
import { rescore, rescoreBatchMax } from "./rescore.ts";
import { sweepAll } from "./sweep.ts";

/** Scores follow the person: after a merge or split, everybody it touched is scored anew in the same transaction. */
export function rescoreOnIdentity(deps: Pick<ScoringDeps, "env" | "subjects">): React<IdentityReaction> {
  return async (tx, events) => {
    const touched = events.flatMap((event) => {
      switch (event.type) {
        case "contact.merged":
          return [event.survivor, ...event.absorbed];
        case "contact.split":
          return [event.from, ...event.into];
        default:
          return [];
      }
    });
    if (touched.length > rescoreBatchMax) await sweepAll(deps, tx);
    else await rescore(deps, tx, touched);
  };
}
