import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CaseFile } from "../audit/contract.ts";
import { exportAudit } from "../audit/export.ts";
import { bundleFiles } from "../policy/replay/bundle-files.ts";
import { checkInvariants } from "./checks.ts";
import { countRun, decisionCounts } from "./counts.ts";
import { readLedger } from "./ledger.ts";
import { decisionsReplayed } from "./replayed.ts";
import { exportFolder, type Stage } from "./run.ts";
import { type DemoReport, floorsOf } from "./summary.ts";

const fullSizedRows = 2_000;

/** Exports the log, has the stand-alone verifier check it, and holds the run to its invariants. */
export async function finish(stage: Stage, seconds: number, withConsole: boolean): Promise<DemoReport> {
  const { app, dataDir, state } = stage;
  const folder = exportFolder(dataDir);
  if (state.workspaceId === undefined) throw new Error("the stage is not set");
  const exported = await exportAudit(
    { ...app.deps.append, beside: bundleFiles },
    {
      workspaceId: state.workspaceId,
      folder,
      actor: { kind: "system", id: "fairlead" },
      withDisclosures: true,
      clock: "simulated",
    },
  );
  const verifier = await verified(folder);
  const ledger = await readLedger(dataDir);
  const counts = countRun(ledger);
  const checks = [
    ...checkInvariants(ledger),
    await countsAgree(stage, ledger.records),
    await decisionsReplayed(folder),
  ];
  const floors = state.rows >= fullSizedRows ? floorsOf(counts) : [];
  const [batch] = (await stage.actors.executive.imports.list({ limit: 1 })).items;
  const report: DemoReport = {
    ok:
      checks.every((check) => check.violations === 0) &&
      floors.every((floor) => floor.is >= floor.least) &&
      verifier.isOk,
    dataDir,
    seconds: Math.round(seconds),
    imported: { ...batch?.counts },
    counts,
    checks,
    floors,
    export: { folder, entries: exported.size, verified: verifier.isOk, verifier: verifier.said },
    console: withConsole ? { url: stage.url, signIn: await stage.signInLink() } : null,
  };
  writeFileSync(join(dataDir, "demo", "report.json"), `${JSON.stringify(report, null, 2)}\n`);
  return report;
}

/** The case file of one touch that led somewhere: a meeting if there is one, else any message. */
export async function oneCase(stage: Stage): Promise<CaseFile | null> {
  const { executive } = stage.actors;
  const [meeting] = (await executive.meetings.list({ limit: 1 })).items;
  const actions = await executive.actions.list({
    state: "sent",
    limit: 1,
    ...(meeting === undefined ? {} : { contactId: meeting.contact.id }),
  });
  const [action] = actions.items;
  return action === undefined ? null : executive.audit.case({ subjectId: action.id });
}

/** The verifier that ships inside the export, run by itself as anybody would. */
function verified(folder: string): Promise<{ readonly isOk: boolean; readonly said: string }> {
  return new Promise((resolve) => {
    const args = [
      join(folder, "verify.mjs"),
      folder,
      "--log",
      readFileSync(join(folder, "keys", "log.vkey"), "utf8").trim(),
    ];
    execFile(process.execPath, args, (error, stdout, stderr) =>
      resolve({ isOk: error === null, said: `${stdout}${stderr}` }),
    );
  });
}

/** The product's own report of decisions and a count over the export say the same. */
async function countsAgree(stage: Stage, records: Parameters<typeof decisionCounts>[0]) {
  const own = await stage.actors.executive.report.decisions({});
  const counted = new Map(decisionCounts(records).map((one) => [`${one.outcome} ${one.reason}`, one.count]));
  const differing = own.rows.filter((row) => counted.get(`${row.outcome} ${row.reason ?? "none"}`) !== row.count);
  const examples = differing
    .slice(0, 5)
    .map(
      (row) =>
        `${row.outcome} ${row.reason ?? "none"}: report ${row.count}, export ${counted.get(`${row.outcome} ${row.reason ?? "none"}`) ?? 0}`,
    );
  return {
    name: "counts",
    says: "the report of decisions equals a count over the export",
    violations: differing.length + Math.abs(counted.size - own.rows.length),
    examples,
  };
}
