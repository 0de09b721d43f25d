import { isoFromInstant } from "../kernel/env.ts";
import { newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { createMember as createContract, listMembers as listContract } from "./contract.ts";
import { type AccessDeps, actorOf } from "./deps.ts";
import { issueLink } from "./sign-in-link.ts";
import { allMembers, insertedMember } from "./store/members.ts";

/** Invites a person: the member and the one-time link for their first sign-in commit together. */
export async function createMember(
  deps: AccessDeps,
  input: InputOf<typeof createContract>,
  caller: Caller,
): Promise<OutputOf<typeof createContract>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const member = await insertedMember(tx, { id: newId(deps.env, "usr"), ...input });
    if (member === undefined) throw problem("conflict", `\`${input.email}\` is a member already`);
    const link = await issueLink(deps, tx, member.id);
    await deps.record(tx, [
      {
        type: "auth.member_created",
        actor: actorOf(caller),
        subject: { other: member.id },
        data: { role: member.role },
      },
    ]);
    return { member, signInPath: link.path, expiresAt: isoFromInstant(link.expiresAt) };
  });
}

/** The people of the workspace. */
export async function listMembers(
  deps: AccessDeps,
  _input: InputOf<typeof listContract>,
  caller: Caller,
): Promise<OutputOf<typeof listContract>> {
  const items = await deps.db.read(caller.workspaceId, allMembers);
  return { items: [...items], next: null };
}
