import { dayMs, type Instant } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { tokenDigest, tokenFromBytes } from "./core/token.ts";
import type { AccessDeps } from "./deps.ts";
import { insertLink } from "./store/sessions.ts";

/** A one-time link as it is shown: its path carries the token, so it is a secret until used. */
export interface SignInLink {
  readonly token: string;
  readonly path: string;
  readonly expiresAt: Instant;
}

/** How long a link waits for its one use. */
const linkTtlMs = 2 * dayMs;

/** Makes a one-time sign-in link for a member; printed at the first start and by the demo. */
export function createSignInLink(
  deps: Pick<AccessDeps, "db" | "env">,
  workspaceId: Id<"wsp">,
  memberId: Id<"usr">,
): Promise<SignInLink> {
  return deps.db.write(workspaceId, (tx) => issueLink(deps, tx, memberId));
}

/** The same inside a transaction that is already open. */
export async function issueLink(deps: Pick<AccessDeps, "env">, tx: Tx, memberId: Id<"usr">): Promise<SignInLink> {
  const token = tokenFromBytes("link", deps.env.randomBytes(32));
  const at = deps.env.wall();
  const expiresAt = at + linkTtlMs;
  await insertLink(tx, { id: newId(deps.env, "ses"), memberId, digest: tokenDigest(token), at, expiresAt });
  return { token, path: `/sign-in?token=${token}`, expiresAt };
}
