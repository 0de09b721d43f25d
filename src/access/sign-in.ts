import { type Id, newId } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import { askRoot } from "./ask-root.ts";
import type { setPassword as passwordContract } from "./contract.ts";
import { tokenDigest, tokenFromBytes } from "./core/token.ts";
import { type AccessDeps, actorOf } from "./deps.ts";
import { hashPassword, passwordMatches } from "./password.ts";
import type { RateLimits } from "./rate-limits.ts";
import { passwordsByEmail, workspaceOfLink } from "./store/doors.ts";
import { storePassword } from "./store/members.ts";
import { endSession, insertSession, memberOfUsedLink } from "./store/sessions.ts";

export interface SignInDeps extends AccessDeps {
  readonly rates: RateLimits;
}

/** Uses up a one-time link and opens a session; gives the session's token for the cookie. */
export async function signInWithLink(deps: SignInDeps, token: string, address: string): Promise<string> {
  deps.rates.take(`sign-in from ${address}`, limits.signInTriesPerMinute);
  const digest = tokenDigest(token);
  const workspaceId = await askRoot(deps.db, (root) => workspaceOfLink(root, digest));
  if (workspaceId === undefined) throw linkIsVoid();
  return deps.db.write(workspaceId, async (tx) => {
    const memberId = await memberOfUsedLink(tx, digest, deps.env.wall());
    if (memberId === undefined) throw linkIsVoid();
    return openSession(deps, tx, memberId, "link");
  });
}

/** Opens a session by password. A wrong address takes as long as a wrong password and hears the same. */
export async function signInWithPassword(
  deps: SignInDeps,
  input: { readonly email: string; readonly password: string },
  address: string,
): Promise<string> {
  const email = input.email.trim().toLowerCase();
  deps.rates.take(`sign-in from ${address}`, limits.signInTriesPerMinute);
  deps.rates.take(`sign-in as ${email}`, limits.signInTriesPerMinute);
  const members = await askRoot(deps.db, (root) => passwordsByEmail(root, email));
  if (members.length === 0) await hashPassword(input.password, deps.env.randomBytes(16));
  for (const member of members) {
    if (await passwordMatches(input.password, member.password))
      return deps.db.write(member.workspaceId, (tx) => openSession(deps, tx, member.memberId, "password"));
  }
  throw problem(
    "unauthenticated",
    "the address or the password is wrong: try again or ask an admin for a sign-in link",
  );
}

/** Ends the caller's session. */
export async function signOut(deps: AccessDeps, caller: Caller): Promise<void> {
  const { sessionId } = caller;
  if (sessionId === undefined) return;
  await deps.db.write(caller.workspaceId, async (tx) => {
    await endSession(tx, sessionId as Id<"ses">, deps.env.wall());
    await deps.record(tx, [{ type: "auth.signed_out", actor: actorOf(caller) }]);
  });
}

/** Sets the password of the signed-in member; a key is not enough, so that a leaked one cannot take the account over. */
export async function setPassword(
  deps: AccessDeps,
  input: InputOf<typeof passwordContract>,
  caller: Caller,
): Promise<OutputOf<typeof passwordContract>> {
  if (caller.sessionId === undefined)
    throw problem("not_permitted", "a password is set from a signed-in session: open the console");
  const hash = await hashPassword(input.password, deps.env.randomBytes(16));
  await deps.db.write(caller.workspaceId, async (tx) => {
    await storePassword(tx, caller.principal.id as Id<"usr">, hash);
    await deps.record(tx, [{ type: "auth.password_set", actor: actorOf(caller) }]);
  });
  return { done: true };
}

async function openSession(
  deps: AccessDeps,
  tx: Tx,
  memberId: Id<"usr">,
  method: "link" | "password",
): Promise<string> {
  const token = tokenFromBytes("session", deps.env.randomBytes(32));
  const id = newId(deps.env, "ses");
  await insertSession(tx, { id, memberId, digest: tokenDigest(token), at: deps.env.wall() });
  await deps.record(tx, [
    { type: "auth.signed_in", actor: { kind: "user", id: memberId, session: id }, data: { method } },
  ]);
  return token;
}

function linkIsVoid(): Error {
  return problem("unauthenticated", "the sign-in link was used or has expired: ask an admin for a new one");
}
