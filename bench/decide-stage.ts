import { agentScopes } from "../src/access/core/scopes.ts";
import { createWorkspace } from "../src/access/create-workspace.ts";
import { localOwner } from "../src/access/local-owner.ts";
import type { App } from "../src/app.ts";
import { nextWorkingMorning } from "../src/execution/book.ts";
import { dayMs, hourMs } from "../src/kernel/env.ts";
import { type Id, idFromUuid } from "../src/kernel/ids.ts";
import { limits } from "../src/kernel/limits.ts";
import type { Caller } from "../src/kernel/operation.ts";
import { recordRead } from "../src/mailbox/heartbeat.ts";

/** A workspace that may send, and whom it can propose to. */
export interface Stage {
  readonly app: App;
  readonly workspaceId: Id<"wsp">;
  /** One for each client. */
  readonly agents: readonly Caller[];
  readonly templateId: string;
  readonly contactIds: readonly Id<"con">[];
  /** The next contact that nobody has proposed to. */
  readonly cursor: { next: number };
}

/** One for each persona that caps are counted by. */
const titles = ["Chief Operating Officer", "Head of Operations", "Operations Manager", "Analyst"];

const agentCount = 16;

/** Mailboxes whose replies are read, an approved template, a trusted agent, many companies. */
export async function setStage(app: App, count: number): Promise<Stage> {
  const { workspaceId } = await createWorkspace(app.deps.access, {
    name: "Bench",
    postalAddress: "1 Bench Street, Bristol",
  });
  const owner = localOwner(workspaceId, "bench");
  const call = async <T>(name: string, input: unknown): Promise<T> => (await app.invoker.call(name, input, owner)) as T;
  for (let at = 0; at < 8; at += 1) {
    const smtp = { host: "127.0.0.1", port: 2_526 };
    await call("mailboxes.create", {
      address: `box${at}@bench.example`,
      displayName: `Box ${at}`,
      smtp,
      dailyCap: 10_000,
      dkimSelector: null,
    });
  }
  const words = { name: "bench", subject: "Hello {{ contact.firstName }}", body: "A word about {{ account.name }}." };
  const { id: templateId } = await call<{ id: string }>("templates.create", words);
  await call("templates.approve", { templateId });
  const agents: Caller[] = [];
  for (let at = 0; at < agentCount; at += 1) {
    const { id, name } = await call<{ id: Id<"agt">; name: string }>("agents.create", {
      name: `Bench ${at}`,
      dailyBudget: 10_000,
    });
    agents.push({ ...owner, principal: { kind: "agent", id, name }, scopes: new Set(agentScopes) });
  }
  const { root } = app.resources.db;
  // A person has approved each agent's first action, and it is a Tuesday morning everywhere in Europe.
  await root`update agent set first_action_approved = true where workspace_id = ${workspaceId}`;
  await root`insert into simulation_clock (now) values (${Date.UTC(2026, 2, 3, 9, 30)}) on conflict do nothing`;
  await call("imports.create", { filename: "bench.csv", content: peopleCsv(count) });
  const rows = await root<{ id: string }[]>`
    select id from contact where workspace_id = ${workspaceId} and merged_into is null order by id`;
  return {
    app,
    workspaceId,
    agents,
    templateId,
    contactIds: rows.map((row) => idFromUuid("con", row.id)),
    cursor: { next: 0 },
  };
}

/**
 * Moves on until what was reserved before has expired, within working hours, with mailboxes that were just read. What nobody
 * sent is taken out of the book: no workspace holds days of places that were never used.
 */
export async function nextRound(stage: Stage): Promise<void> {
  const { db } = stage.app.resources;
  const now = await db.now();
  const later = now + limits.permitTtlMs + 60_000;
  const next = later % dayMs < 15 * hourMs ? later : nextWorkingMorning(now);
  await db.root`update simulation_clock set now = ${next}`;
  await db.root`delete from cap_ledger where state = 'reserved' and expires_at <= ${next}`;
  await recordRead(stage.app.resources, stage.workspaceId);
}

/** The proposal to the next contact; each gets one, since a second one would meet a cap. */
export function nextProposal(stage: Stage): { readonly contactId: Id<"con">; readonly draft: { templateId: string } } {
  const contactId = stage.contactIds[stage.cursor.next];
  if (contactId === undefined) throw new Error("the bench ran out of contacts: give it more");
  stage.cursor.next += 1;
  return { contactId, draft: { templateId: stage.templateId } };
}

/** One person per company, so that no cap of a domain or an account is met. */
function peopleCsv(count: number): string {
  const lines = Array.from({ length: count }, (_, at) => {
    const name = at.toString(26).replaceAll(/[0-9]/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
    return `Ada,Bench${name},ada@firm-${at}.com,${titles[at % titles.length]},Firm ${at},www.firm-${at}.com,United Kingdom`;
  });
  return `First Name,Last Name,Email,Job Title,Company Name,Website URL,Country/Region\n${lines.join("\n")}\n`;
}
