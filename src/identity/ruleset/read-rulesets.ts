import { uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { rulesetVersion } from "../core/match.ts";
import type { IdentityDeps } from "../deps.ts";
import { oldestVersion } from "../store/ruleset-sweep.ts";
import { activeRuleset, rulesetById, rulesetsBefore } from "../store/rulesets.ts";
import type * as contract from "./contract.ts";
import { rulesetInForce } from "./in-force.ts";
import { parametersView, rulesetViews } from "./view.ts";

/** The rules in force and every ruleset there is, newest first. */
export async function listRulesets(
  deps: IdentityDeps,
  { cursor, limit }: InputOf<typeof contract.listRulesets>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listRulesets>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const before = cursor === undefined ? null : versionOf(cursor);
    const rows = await rulesetsBefore(tx, before, limit + 1);
    const shown = rows.slice(0, limit);
    const { version, ruleset } = await rulesetInForce(tx);
    const settledWith = (await activeRuleset(tx))?.code_version ?? (await oldestVersion(tx)) ?? rulesetVersion;
    return {
      inForce: { version, parameters: parametersView(ruleset), isBehindCode: settledWith < rulesetVersion },
      items: await rulesetViews(tx, shown),
      next: rows.length > limit ? String(shown.at(-1)?.version) : null,
    };
  });
}

/** One ruleset. */
export async function getRuleset(
  deps: IdentityDeps,
  { rulesetId }: InputOf<typeof contract.getRuleset>,
  caller: Caller,
): Promise<OutputOf<typeof contract.getRuleset>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const row = await rulesetById(tx, uuidFromId(rulesetId));
    const [view] = row === null ? [] : await rulesetViews(tx, [row]);
    if (view !== undefined) return view;
    throw problem("not_found", `there is no ruleset \`${rulesetId}\`: \`rulesets.list\` shows all`);
  });
}

function versionOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw problem("invalid_input", "the cursor is not one that this list gave out", {
    errors: [{ path: "/cursor", message: "expected the `next` of the page before" }],
  });
}
