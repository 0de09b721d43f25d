import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureFirstWorkspace } from "../access/create-workspace.ts";
import { localOwner } from "../access/local-owner.ts";
import type { App } from "../app.ts";
import { type Id, newUuid } from "../kernel/ids.ts";
import { setting, words } from "./setting.ts";
import { type DemoState, marketArguments, saveState } from "./state.ts";

type Call = <T>(name: string, input: unknown) => Promise<T>;
interface Named {
  readonly id: string;
  readonly name: string;
}

/** Sets the stage through the same operations that anybody would use; each step is skipped when it was done before. */
export async function setUp(app: App, dataDir: string, given: DemoState): Promise<DemoState> {
  const { db, env } = app.resources;
  await db.root`insert into simulation_clock (now) values (${setting.startsAt}) on conflict do nothing`;
  const { workspaceId, adminId } = await ensureFirstWorkspace(app.deps.access, {
    ...setting.workspace,
    adminName: "You",
    adminEmail: "you@northwind-robotics.example",
  });
  const call: Call = async (name, input) =>
    (await app.invoker.call(name, input, localOwner(workspaceId, newUuid(env)))) as never;
  let state: DemoState = { ...given, workspaceId, adminId };
  if (state.keys === undefined) state = { ...state, keys: await makeKeys(call, adminId) };
  saveState(dataDir, state);
  await connectMailboxes(call, state);
  state = { ...state, sequenceId: await makeSequence(call) };
  saveState(dataDir, state);
  if (state.isImported !== true) {
    await importContacts(call, dataDir, state);
    state = { ...state, isImported: true };
    saveState(dataDir, state);
  }
  return state;
}

async function makeKeys(call: Call, adminId: Id<"usr">): Promise<NonNullable<DemoState["keys"]>> {
  const people = await call<{ items: Named[] }>("people.list", {});
  const approver =
    people.items.find((one) => one.name === "Ines Ortega") ??
    (
      await call<{ member: Named }>("people.create", {
        name: "Ines Ortega",
        email: "ines@northwind-robotics.example",
        role: "approver",
      })
    ).member;
  const agents = await call<{ items: Named[] }>("agents.list", {});
  const agentOf = async (name: string, autonomy: number): Promise<Named> =>
    agents.items.find((one) => one.name === name) ??
    (await call<Named>("agents.create", { name, autonomy, dailyBudget: 1_000 }));
  const nova = await agentOf("Nova", 3);
  const sprint = await agentOf("Sprint", 2);
  const keyOf = async (holderId: string, name: string): Promise<string> =>
    (await call<{ secret: string }>("keys.create", { name, holderId })).secret;
  return {
    admin: await keyOf(adminId, "demo conductor"),
    approver: await keyOf(approver.id, "demo approver"),
    agent: await keyOf(nova.id, "demo agent"),
    eager: await keyOf(sprint.id, "demo agent"),
  };
}

async function connectMailboxes(call: Call, state: DemoState): Promise<void> {
  const existing = await call<{ items: { address: string }[] }>("mailboxes.list", {});
  for (const local of setting.mailboxes) {
    const address = `${local}@${setting.domain}`;
    if (existing.items.some((one) => one.address === address)) continue;
    const displayName = local
      .split(".")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(" ");
    await call("mailboxes.create", {
      address,
      displayName,
      smtp: { host: "127.0.0.1", port: state.worldSmtpPort },
      dailyCap: setting.mailboxDailyCap,
    });
  }
}

async function makeSequence(call: Call): Promise<Id<"seq">> {
  const sequences = await call<{ items: { id: Id<"seq">; name: string }[] }>("sequences.list", {});
  const known = sequences.items.find((one) => one.name === setting.sequence);
  if (known !== undefined) return known.id;
  const first = await approvedTemplate(call, words.first);
  const followUp = await approvedTemplate(call, words.followUp);
  const steps = [
    { templateId: first, delayMs: 0 },
    { templateId: followUp, delayMs: setting.followUpAfterMs },
  ];
  return (await call<{ id: Id<"seq"> }>("sequences.create", { name: setting.sequence, steps })).id;
}

async function approvedTemplate(
  call: Call,
  template: { readonly name: string; readonly subject: string; readonly body: string },
): Promise<string> {
  const all = await call<{ items: { id: string; name: string; isApproved: boolean }[] }>("templates.list", {});
  const known = all.items.find((one) => one.name === template.name);
  const id = known?.id ?? (await call<{ id: string }>("templates.create", template)).id;
  if (known?.isApproved !== true) await call("templates.approve", { templateId: id });
  return id;
}

/** Writes the old CRM's export and imports it; the world's own script makes the file, since it knows who is in the market. */
async function importContacts(call: Call, dataDir: string, state: DemoState): Promise<void> {
  const file = join(dataDir, "demo", "hubspot-export.csv");
  const world = fileURLToPath(new URL("../world/main.ts", import.meta.url));
  execFileSync(process.execPath, [
    world,
    "csv",
    "--seed",
    state.seed,
    "--rows",
    String(state.rows),
    "--out",
    file,
    ...marketArguments(state),
  ]);
  await call("imports.create", {
    filename: "hubspot-export.csv",
    content: readFileSync(file).toString("base64"),
    encoding: "base64",
    sourceName: "HubSpot",
  });
}
