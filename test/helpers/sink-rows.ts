import { createHash } from "node:crypto";
import type { SinkContext, SinkResult, SinkRow } from "../../src/identity/import/sink.ts";
import type { SinkKind } from "../../src/identity/words/contract.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import type { TestApp } from "./app.ts";
import type { TestWorkspace } from "./given.ts";
import { kindRow } from "./kind-row.ts";

/** Rows as a file of a kind has them, by heading. */
export type Rows = readonly Readonly<Record<string, string>>[];

/** Who hands rows in; the same source twice is the same system's next export. */
export function sourceOf(name = "Test"): SinkContext["source"] {
  return { id: newId(systemEnv(), "src"), name, kind: "crm" };
}

/** Reads rows as the import does and gives them to the kind's sink in one transaction; faults stay what they are. */
export async function takeRows(
  world: TestApp,
  home: TestWorkspace,
  kind: SinkKind,
  rows: Rows,
  source: SinkContext["source"] = sourceOf(),
): Promise<readonly SinkResult[]> {
  const sink = world.app.deps.identity.sinks?.[kind];
  if (sink === undefined) throw new Error(`nobody takes ${kind}`);
  const read = rows.map((row) => kindRow(kind, row));
  const good = read.flatMap(({ fields, fault }, at): SinkRow[] =>
    fault === null ? [{ line: at + 2, externalId: idOf(rows[at] ?? {}, fields), fields }] : [],
  );
  const context: SinkContext = {
    importId: newId(systemEnv(), "imp"),
    source,
    isDryRun: false,
    caller: {
      workspaceId: home.id,
      principal: { kind: "person", id: home.adminId, name: "Ada" },
      scopes: new Set(),
      requestId: "r",
    },
  };
  const results = [...(await world.db.write(home.id as Id<"wsp">, (tx) => sink(tx, good, context)))];
  return read.map(({ fault }) => {
    const taken = fault === null ? results.shift() : { outcome: "rejected" as const, ...fault };
    if (taken === undefined) throw new Error("the sink answered for fewer rows than it was given");
    return taken;
  });
}

function idOf(row: Readonly<Record<string, string>>, fields: Readonly<Record<string, string>>): string {
  return row["Id"] ?? createHash("sha256").update(JSON.stringify(fields)).digest("hex");
}
