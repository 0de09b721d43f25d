import { type Bound, bind } from "../kernel/operation.ts";
import * as contract from "./contract.ts";
import type { OutcomesVerbDeps, ReportDeps } from "./deps.ts";
import { listOutcomes } from "./list.ts";
import { recordOutcome } from "./record.ts";
import { decisionsReport, funnel, outcomesReport } from "./report.ts";

/** The operations of outcomes with what serves them. */
export function bindOutcomes(deps: OutcomesVerbDeps & ReportDeps): readonly Bound[] {
  return [
    bind(contract.outcomesRecord, (input, caller) => recordOutcome(deps, input, caller)),
    bind(contract.outcomesList, (input, caller) => listOutcomes(deps, input, caller)),
    bind(contract.reportFunnel, (input, caller) => funnel(deps, input, caller)),
    bind(contract.reportOutcomes, (input, caller) => outcomesReport(deps, input, caller)),
    bind(contract.reportDecisions, (input, caller) => decisionsReport(deps, input, caller)),
  ];
}
