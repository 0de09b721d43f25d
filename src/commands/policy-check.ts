import { askGate } from "../policy/gate.ts";
import { readPolicyFolder } from "../policy/policy-folder.ts";
import { shippedFolder, shippedPolicies } from "../policy/shipped.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";

/**
 * Says whether the policies in a folder could be put in force: everything that the gate of an activation looks at but the cases. Needs
 * no database; without a folder it looks at what ships.
 */
export const policyCheck: RunCommand = async (host, { args, json }) => {
  const { positionals } = readFlags(args, {}, 1);
  const shipped = shippedPolicies();
  const { source } = await readPolicyFolder(positionals[0] ?? shippedFolder(), shipped.core);
  const answer = await askGate(host, { source, shipped, tests: [], coverCore: false });
  if ("faults" in answer) {
    if (json) host.out(`${JSON.stringify({ ok: false, faults: answer.faults })}\n`);
    else
      host.out(
        answer.faults.map(({ policy, says }) => `fault  ${policy === "" ? "" : `${policy}: `}${says}\n`).join(""),
      );
    return exitCodes.failed;
  }
  const { hash, policies } = answer;
  if (json) host.out(`${JSON.stringify({ ok: true, hash, policies })}\n`);
  else host.out(`${policies.length} policies may be put in force as bundle ${hash}\n${notEnforced(policies)}`);
  return exitCodes.done;
};

function notEnforced(policies: readonly { readonly id: string; readonly mode: string }[]): string {
  return policies
    .filter(({ mode }) => mode !== "enforce")
    .map(({ id, mode }) => `${mode.padEnd(6)} ${id}\n`)
    .join("");
}
