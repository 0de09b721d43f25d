import type { Client } from "../../src/client/client.gen.ts";
import { createClient } from "../../src/client/client.ts";
import type { Id } from "../../src/kernel/ids.ts";
import type { TestApp } from "./app.ts";
import type { Proposed, TestWorkspace } from "./given.ts";

/** A member with a key of their own. */
export interface Colleague {
  readonly id: Id<"usr">;
  readonly client: Client;
}

/** Invites a person and gives them a key that nobody of the workspace made. */
export async function colleague(
  world: TestApp,
  home: TestWorkspace,
  name: string,
  role: "admin" | "operator" | "approver" | "viewer" = "approver",
): Promise<Colleague> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@fairlead.example`;
  const { member } = await home.admin.people.create({ name, email, role });
  return { id: member.id, client: createClient({ url: world.url, token: await home.key(member.id) }) };
}

/** The open question about a proposal, as somebody sees it. */
export async function questionOf(client: Client, answer: Pick<Proposed, "id">) {
  const { items } = await client.approvals.list({ limit: 500 });
  const found = items.find((one) => one.actionId === answer.id);
  if (found === undefined) throw new Error("nobody is asked");
  return found;
}

/** Says yes to what a person sees. */
export async function approve(client: Client, answer: Pick<Proposed, "id">) {
  const { id: approvalId, shownDigest } = await questionOf(client, answer);
  return client.approvals.grant({ approvalId, shownDigest });
}

/** The organisation's policies with another question for one policy. */
export function withApprovers(organisation: string, policy: string, notes: string): string {
  const from = new RegExp(
    `(@id\\("${policy.replaceAll(".", "\\.")}"\\)[^\\n]*)@approvers\\("[^"]*"\\)( @quorum\\("\\d"\\))?`,
  );
  if (!from.test(organisation)) throw new Error(`there is no approval policy ${policy}`);
  return organisation.replace(from, `$1${notes}`);
}
