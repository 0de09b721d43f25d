import { bindAccess } from "../access/bind.ts";
import { bindActivity } from "../activity/bind.ts";
import { eventCounts } from "../activity/facts-for.ts";
import { bindOutgoing } from "../activity/outgoing/bind.ts";
import { bindProviders } from "../activity/providers/bind.ts";
import { bindAudit } from "../audit/bind.ts";
import { bindExecution } from "../execution/bind.ts";
import { actionCounts, engagedContacts, sendsBy } from "../execution/facts-for.ts";
import { type Proposed, type Proposing, proposeBatch } from "../execution/propose.ts";
import { bindSimulation } from "../execution/simulate/bind.ts";
import { bindStops } from "../execution/stops/bind.ts";
import { bindIdentity } from "../identity/bind.ts";
import { domainsOfContacts } from "../identity/company-domains.ts";
import { createImport } from "../identity/import/contract.ts";
import { contactNames } from "../identity/names.ts";
import { createBatcher } from "../kernel/batcher.ts";
import { limits } from "../kernel/limits.ts";
import type { Bound } from "../kernel/operation.ts";
import { bindMailbox } from "../mailbox/bind.ts";
import { bindOutcomes } from "../outcomes/bind.ts";
import { whatCameOf } from "../outcomes/what-came-of.ts";
import { bindBacktest } from "../policy/backtest/bind.ts";
import { bindPolicy } from "../policy/bind.ts";
import { blockedContacts, decisionCounts } from "../policy/facts-for.ts";
import { bindSuppressionList } from "../policy/lists/bind.ts";
import { bindReplay } from "../policy/replay/bind.ts";
import { bindScoring } from "../scoring/bind.ts";
import { sweepAll } from "../scoring/sweep.ts";
import type { BlockDeps } from "./deps.ts";
import type { Resources } from "./resources.ts";

/** Every operation with what serves it. */
export function bindAll(resources: Resources, deps: BlockDeps): readonly Bound[] {
  const { env, db, engine, shelf, shipped, released } = resources;
  const batcher = createBatcher<Proposing, Proposed>(
    env,
    { sizeMax: limits.decisionBatchMax, waitMs: limits.decisionBatchWaitMs },
    (workspaceId, items) => db.write(workspaceId, (tx) => proposeBatch(deps.execution, tx, items)),
  );
  return [
    ...bindAccess(deps.access),
    ...bindIdentity(deps.identity).map((bound) =>
      bound.operation === createImport ? scoringAfter(deps, bound) : bound,
    ),
    ...bindActivity(deps.activity),
    ...bindOutgoing(deps.outgoing),
    ...bindProviders(deps.providers),
    ...bindMailbox(deps.mailbox),
    ...bindScoring({
      ...deps.scoring,
      names: contactNames,
      alreadyEngaged: engagedContacts,
      blocked: (tx, contactIds) => blockedContacts(deps.policy, tx, contactIds),
    }),
    ...bindPolicy({ ...deps.policy, shelf, shipped }),
    ...bindSuppressionList(deps.policy),
    ...bindBacktest({ ...deps.policy, shelf, shipped, domainsOf: domainsOfContacts, whatCameOf }),
    ...bindReplay({ ...deps.policy, shelf, language: engine.language }),
    ...bindExecution({ ...deps.execution, batcher }),
    ...bindStops({ ...deps.execution, shelf, language: engine.language }),
    ...bindSimulation({ ...deps.execution, shelf, shipped }),
    ...bindOutcomes({ ...deps.outcomes, activityCounts: eventCounts, actionCounts, decisionCounts, sendsBy }),
    ...bindAudit({ ...deps.audit, env, released }),
  ];
}

/** What an import brought in is scored by a job, so that the queue is full without anybody asking. */
function scoringAfter(deps: BlockDeps, bound: Bound): Bound {
  return {
    operation: bound.operation,
    handle: async (input, caller) => {
      const answer = await bound.handle(input, caller);
      await deps.scoring.db.write(caller.workspaceId, (tx) => sweepAll(deps.scoring, tx));
      return answer;
    },
  };
}
