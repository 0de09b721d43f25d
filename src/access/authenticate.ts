import { dayMs, hourMs, type Instant, minuteMs } from "../kernel/env.ts";
import type { Caller } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import { askRoot } from "./ask-root.ts";
import { agentScopes, effectiveScopes, scopesOfRole } from "./core/scopes.ts";
import { prefixOfKey, tokenDigest, tokenMatches } from "./core/token.ts";
import type { AccessDeps } from "./deps.ts";
import { type KeyHolder, keyHolders, type OpenSession, sessionByDigest } from "./store/doors.ts";
import { noteKeyUse } from "./store/keys.ts";
import { noteSessionUse } from "./store/sessions.ts";

/** What a request brings to prove who it is. */
export type Credential =
  | { readonly kind: "key"; readonly token: string }
  | { readonly kind: "session"; readonly token: string };

/** A session ends after this long without a request, and in any case after this long. */
const sessionIdleMs = 12 * hourMs;
const sessionMaxMs = 14 * dayMs;
/** Uses are noted at most this often, so that reading costs no write. */
const noteEveryMs = minuteMs;

type Deps = Pick<AccessDeps, "db" | "env">;

/** Finds out who calls. Throws `unauthenticated` for anything but a living key or session; it never says which part was wrong. */
export function authenticate(deps: Deps, credential: Credential, requestId: string): Promise<Caller> {
  return credential.kind === "key"
    ? callerOfKey(deps, credential.token, requestId)
    : callerOfSession(deps, credential.token, requestId);
}

async function callerOfKey(deps: Deps, token: string, requestId: string): Promise<Caller> {
  const prefix = prefixOfKey(token);
  const candidates = prefix === undefined ? [] : await askRoot(deps.db, (root) => keyHolders(root, prefix));
  const found = candidates.find((candidate) => tokenMatches(token, candidate.digest));
  if (found === undefined || found.isRevoked || isGone(found))
    throw problem("unauthenticated", "the API key is not valid or was revoked: ask an admin for a new one");
  const at = deps.env.wall();
  if (at - (found.lastUsedAt ?? 0) > noteEveryMs)
    await deps.db.write(found.workspaceId, (tx) => noteKeyUse(tx, found.keyId, at));
  return {
    workspaceId: found.workspaceId,
    principal: principalOf(found.holder),
    scopes: effectiveScopes(found.scopes, scopesOfHolder(found.holder)),
    requestId,
    keyId: found.keyId,
  };
}

async function callerOfSession(deps: Deps, token: string, requestId: string): Promise<Caller> {
  const at = deps.env.wall();
  const session = await askRoot(deps.db, (root) => sessionByDigest(root, tokenDigest(token)));
  if (session === undefined || isOver(session, at))
    throw problem("unauthenticated", "the session is over: sign in again");
  if (at - session.lastSeenAt > noteEveryMs)
    await deps.db.write(session.workspaceId, (tx) => noteSessionUse(tx, session.sessionId, at));
  return {
    workspaceId: session.workspaceId,
    principal: { kind: "person", id: session.memberId, name: session.name, role: session.role },
    scopes: scopesOfRole(session.role),
    requestId,
    sessionId: session.sessionId,
  };
}

function isGone(found: KeyHolder): boolean {
  return found.holder.kind === "agent" && found.holder.status === "revoked";
}

function isOver(session: OpenSession, at: Instant): boolean {
  return at - session.lastSeenAt > sessionIdleMs || at - session.createdAt > sessionMaxMs;
}

function principalOf(holder: KeyHolder["holder"]): Caller["principal"] {
  return holder.kind === "agent"
    ? { kind: "agent", id: holder.id, name: holder.name }
    : { kind: "person", id: holder.id, name: holder.name, role: holder.role };
}

function scopesOfHolder(holder: KeyHolder["holder"]): ReturnType<typeof scopesOfRole> {
  return holder.kind === "agent" ? agentScopes : scopesOfRole(holder.role);
}
