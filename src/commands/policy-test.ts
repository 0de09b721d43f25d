import type { CaseReport } from "../policy/core/case-table.ts";
import { askGate } from "../policy/gate.ts";
import { readPolicyFolder } from "../policy/policy-folder.ts";
import { shippedFolder, shippedPolicies } from "../policy/shipped.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";

/**
 * Decides the cases in the `tests` folder beside policies, and says which came out otherwise and which policies no case tries: each has
 * to be hit by one and passed by one. Needs no database; without a folder it tries what ships.
 */
export const policyTest: RunCommand = async (host, { args, json }) => {
  const { positionals } = readFlags(args, {}, 1);
  const shipped = shippedPolicies();
  const { source, tests, hasCore } = await readPolicyFolder(positionals[0] ?? shippedFolder(), shipped.core);
  const answer = await askGate(host, { source, shipped, tests, coverCore: hasCore });
  if ("faults" in answer) {
    if (json) host.out(`${JSON.stringify({ ok: false, faults: answer.faults })}\n`);
    else
      host.out(
        answer.faults.map(({ policy, says }) => `fault  ${policy === "" ? "" : `${policy}: `}${says}\n`).join(""),
      );
    return exitCodes.failed;
  }
  const { cases, policies } = answer;
  const ok = cases.failed.length === 0 && cases.uncovered.length === 0;
  host.out(json ? `${JSON.stringify({ ok, policies: policies.length, ...cases })}\n` : told(cases, policies.length));
  return ok ? exitCodes.done : exitCodes.failed;
};

function told({ cases, failed, uncovered }: CaseReport, policies: number): string {
  return [
    ...failed.map(({ table, name, says }) => `failed     ${table}: ${name}: ${says}`),
    ...uncovered.map(
      ({ policy, lacks }) => `uncovered  ${policy} has no case with a ${lacks.join(" and none with a ")}`,
    ),
    `${cases} cases over ${policies} policies: ${failed.length} failed, ${uncovered.length} policies uncovered`,
    "",
  ].join("\n");
}
