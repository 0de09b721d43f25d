import { localOwner } from "../access/local-owner.ts";
import { listMembers } from "../access/members.ts";
import { createSignInLink } from "../access/sign-in-link.ts";
import type { App } from "../app.ts";
import { isoFromInstant } from "../kernel/env.ts";
import { type Id, newUuid } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { chosenWorkspace, openLocal } from "./local.ts";
import { servedAt } from "./served-at.ts";

/** Prints a new one-time link for the first admin, or for the member with an address. */
export const signInLink: RunCommand = async (host, { args, dataDir, json }) => {
  const { values } = readFlags(args, { email: { type: "string" }, workspace: { type: "string" } });
  const local = await openLocal(host, dataDir);
  try {
    const workspaceId = await chosenWorkspace(local.app, values.workspace);
    const { member, url, expiresAt } = await newSignInLink(local.app, workspaceId, values.email);
    const until = isoFromInstant(expiresAt);
    const said = { memberId: member.id, email: member.email, url, expiresAt: until };
    host.out(json ? `${JSON.stringify(said)}\n` : `${url}\n(for ${member.name}; works once, until ${until})\n`);
    return exitCodes.done;
  } finally {
    await local.close();
  }
};

/** The link that a start prints while the first admin has no password and could not get in otherwise. */
export async function firstSignInUrl(app: App, workspaceId: Id<"wsp">): Promise<string | null> {
  const admin = await memberFor(app, workspaceId, undefined);
  return admin.hasPassword ? null : (await newSignInLink(app, workspaceId, undefined)).url;
}

/** Makes a link for a member, the first admin unless an address is given. */
export async function newSignInLink(app: App, workspaceId: Id<"wsp">, email: string | undefined) {
  const member = await memberFor(app, workspaceId, email);
  const link = await createSignInLink(app.deps.access, workspaceId, member.id);
  const { dataDir, publicUrl } = app.resources.config;
  return { member, url: `${servedAt(dataDir) ?? publicUrl}${link.path}`, expiresAt: link.expiresAt };
}

async function memberFor(app: App, workspaceId: Id<"wsp">, email: string | undefined) {
  const caller = localOwner(workspaceId, newUuid(app.resources.env));
  const { items } = await listMembers(app.deps.access, {}, caller);
  const found = items.find((one) => (email === undefined ? one.role === "admin" : one.email === email.toLowerCase()));
  if (found !== undefined) return found;
  const who = email === undefined ? "an admin" : `\`${email}\``;
  throw problem("not_found", `${who} is not among the members: \`fairlead people list\` shows them`);
}
