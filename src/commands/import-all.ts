import { resolve } from "node:path";
import { localOwner } from "../access/local-owner.ts";
import { loadWorkspace } from "../app/portable/load-workspace.ts";
import { appendAudit } from "../audit/append.ts";
import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { openLocal } from "./local.ts";

/** Takes in a workspace that `export all` wrote. */
export const importAll: RunCommand = async (host, { args, dataDir, json }) => {
  const { positionals } = readFlags(args, {}, 1);
  const [folder] = positionals;
  if (folder === undefined) throw problem("invalid_input", "name the folder that `export all` wrote");
  const local = await openLocal(host, dataDir);
  try {
    const { resources, deps } = local.app;
    const { workspaceId, rows, fingerprint } = await loadWorkspace(resources, resolve(folder));
    const { principal } = localOwner(workspaceId, "");
    await resources.db.write(workspaceId, (tx) =>
      appendAudit(deps.append, tx, [
        { type: "auth.workspace_loaded", actor: { kind: "user", id: principal.id }, data: { rows, fingerprint } },
      ]),
    );
    const said = [
      `${workspaceId}: ${rows} rows, fingerprint ${fingerprint} as exported`,
      "nobody is signed in and no key works yet: `fairlead sign-in link` lets the first admin in",
    ];
    host.out(json ? `${JSON.stringify({ workspaceId, rows, fingerprint })}\n` : `${said.join("\n")}\n`);
    return exitCodes.done;
  } finally {
    await local.close();
  }
};
