import { resolve } from "node:path";
import { localOwner } from "../access/local-owner.ts";
import { exportAudit } from "../audit/export.ts";
import { problem } from "../kernel/problem.ts";
import { isSimulated } from "../kernel/server-facts.ts";
import { bundleFiles } from "../policy/replay/bundle-files.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { chosenWorkspace, openLocal, sequenceAll } from "./local.ts";

const options = {
  out: { type: "string" },
  workspace: { type: "string" },
  "no-disclosures": { type: "boolean", default: false },
} as const;

/** Writes the audit log of a workspace to a folder: everything that was recorded until now, with its verifier. */
export const auditExport: RunCommand = async (host, { args, dataDir, json }) => {
  const { values } = readFlags(args, options);
  if (values.out === undefined) throw problem("invalid_input", "an export needs a folder: give `--out DIR`");
  const local = await openLocal(host, dataDir);
  try {
    const { app } = local;
    const workspaceId = await chosenWorkspace(app, values.workspace);
    await sequenceAll(app);
    const folder = resolve(values.out);
    const { principal } = localOwner(workspaceId, "");
    const report = await exportAudit(
      { ...app.deps.append, beside: bundleFiles },
      {
        workspaceId,
        folder,
        actor: { kind: "user", id: principal.id },
        withDisclosures: !values["no-disclosures"],
        clock: (await isSimulated(app.resources.db.root)) ? "simulated" : "real",
      },
    );
    const said = [
      `${report.size} entries and ${report.disclosures} disclosures of ${report.origin}`,
      `in ${folder}`,
      `key ${report.vkey}`,
      `check it anywhere: node ${resolve(folder, "verify.mjs")} ${folder} --log '${report.vkey}'`,
    ];
    host.out(json ? `${JSON.stringify({ ...report, folder })}\n` : `${said.join("\n")}\n`);
    return exitCodes.done;
  } finally {
    await local.close();
  }
};
