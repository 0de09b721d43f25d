import { resolve } from "node:path";
import { localOwner } from "../access/local-owner.ts";
import { exportWorkspace } from "../app/portable/export-workspace.ts";
import { appendAudit } from "../audit/append.ts";
import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { chosenWorkspace, openLocal } from "./local.ts";

const options = {
  out: { type: "string" },
  workspace: { type: "string" },
  "with-keys": { type: "boolean", default: false },
} as const;

/** Writes everything that a workspace holds to a folder, so that it can be read elsewhere or loaded again. */
export const exportAll: RunCommand = async (host, { args, dataDir, json }) => {
  const { values } = readFlags(args, options);
  if (values.out === undefined) throw problem("invalid_input", "an export needs a folder: give `--out DIR`");
  const folder = resolve(values.out);
  const local = await openLocal(host, dataDir);
  try {
    const { resources, deps } = local.app;
    const workspaceId = await chosenWorkspace(local.app, values.workspace);
    const manifest = await exportWorkspace(resources, { workspaceId, folder, withKeys: values["with-keys"] });
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
    const { principal } = localOwner(workspaceId, "");
    await resources.db.write(workspaceId, (tx) =>
      appendAudit(deps.append, tx, [
        {
          type: "export.created",
          actor: { kind: "user", id: principal.id },
          data: { rows, fingerprint: manifest.fingerprint, keys: values["with-keys"] },
        },
      ]),
    );
    const { fingerprint } = manifest;
    const said = [
      `${rows} rows of ${Object.keys(manifest.tables).length} tables in ${folder}`,
      `fingerprint ${fingerprint}`,
      values["with-keys"]
        ? "keys.json holds the workspace's keys: keep it as safe as a password"
        : "without keys it can be loaded only beside this installation's master key; `--with-keys` writes them too",
    ];
    host.out(json ? `${JSON.stringify({ workspaceId, folder, rows, fingerprint })}\n` : `${said.join("\n")}\n`);
    return exitCodes.done;
  } finally {
    await local.close();
  }
};
