import type { Env, Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { problem, Transient } from "../kernel/problem.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import { readTokenAnswer, type TokenAnswer } from "./core/token-answer.ts";
import { type PostForm, vaultPurpose } from "./deps.ts";
import { sealFor } from "./settings.ts";
import { type Mailbox, mailboxesById } from "./store/mailbox.ts";
import { noteFault } from "./store/reading.ts";
import { accessTokenOf, keepToken, leaveRefresh, type StoredToken, takeRefresh } from "./store/tokens.ts";

/** How long a refresh may take before another process may try, and how often one looks whether it is done. */
const refreshMaxMs = 30_000;
const lookEveryMs = 250;

/** What refreshing needs: a checked way to the provider, and a real clock. */
export interface TokenDeps {
  readonly db: Database;
  readonly env: Pick<Env, "wall" | "sleep">;
  readonly vault: Vault;
  readonly postForm: PostForm;
}

/**
 * The access token of a mailbox, for IMAP and SMTP alike: the one that is kept until shortly before it expires, then a new
 * one. `isRefused` when a server did not take the one that is kept.
 */
export async function accessToken(
  deps: TokenDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  isRefused = false,
): Promise<string> {
  const open = (sealed: Buffer): string => deps.vault.openFor(workspaceId, vaultPurpose, sealed).toString("utf8");
  for (let waitedMs = 0; waitedMs <= refreshMaxMs; waitedMs += lookEveryMs) {
    const at = deps.env.wall();
    const kept = await deps.db.read(workspaceId, (tx) => accessTokenOf(tx, mailboxId));
    // Whoever waited for another's refresh takes what that one brought.
    if (kept !== null && kept.expiresAt > at && (!isRefused || waitedMs > 0)) return open(kept.sealed);
    const turn = await deps.db.write(workspaceId, (tx) => takeTurn(tx, mailboxId, kept, at));
    if (turn === "ours") return refresh(deps, workspaceId, mailboxId, open);
    if (turn !== "another's") return open(turn.sealed);
    await deps.env.sleep(lookEveryMs);
  }
  throw new Transient("another process has been refreshing the access token for too long", 1_000);
}

/** Whose turn it is to refresh; a token that another brought since we looked is as good as one of our own. */
async function takeTurn(
  tx: Tx,
  mailboxId: Id<"mbx">,
  seen: StoredToken | null,
  at: Instant,
): Promise<StoredToken | "ours" | "another's"> {
  if (!(await takeRefresh(tx, mailboxId, at, at + refreshMaxMs))) return "another's";
  const now = await accessTokenOf(tx, mailboxId);
  if (now === null || now.expiresAt <= at || (seen !== null && now.sealed.equals(seen.sealed))) return "ours";
  await leaveRefresh(tx, mailboxId);
  return now;
}

async function refresh(
  deps: TokenDeps,
  workspaceId: Id<"wsp">,
  mailboxId: Id<"mbx">,
  open: (sealed: Buffer) => string,
): Promise<string> {
  const [box] = await deps.db.read(workspaceId, (tx) => mailboxesById(tx, [mailboxId]));
  if (box === undefined) throw problem("not_found", `there is no mailbox \`${mailboxId}\`: connect it first`);
  const answer = await ask(deps, box, open);
  if (answer.kind !== "token") {
    await deps.db.write(workspaceId, async (tx) => {
      await leaveRefresh(tx, mailboxId);
      await noteFault(tx, mailboxId, answer.says);
    });
    throw answer.kind === "refused" ? problem("conflict", answer.says) : new Transient(answer.says, 1_000);
  }
  const seal = sealFor(deps.vault, workspaceId);
  const sealed = seal(answer.accessToken);
  if (sealed === null) throw new Error("an access token that was given was not sealed");
  const expiresAt: Instant = deps.env.wall() + answer.holdsMs;
  const refreshTokenSealed = seal(answer.refreshToken);
  await deps.db.write(workspaceId, (tx) =>
    keepToken(tx, mailboxId, box.settingsVersion, { sealed, expiresAt, refreshTokenSealed }),
  );
  return answer.accessToken;
}

/** Asks the provider's token endpoint (RFC 6749 §6). */
async function ask(deps: TokenDeps, box: Mailbox, open: (sealed: Buffer) => string): Promise<TokenAnswer> {
  if (box.oauthTokenUrl === null || box.oauthRefreshTokenSealed === null || box.oauthClientId === null)
    throw problem("conflict", `the mailbox \`${box.id}\` has no \`imap.oauth\`: give it with \`mailboxes.update\``);
  const form = {
    grant_type: "refresh_token",
    refresh_token: open(box.oauthRefreshTokenSealed),
    client_id: box.oauthClientId,
    ...(box.oauthClientSecretSealed === null ? {} : { client_secret: open(box.oauthClientSecretSealed) }),
    ...(box.oauthScope === null ? {} : { scope: box.oauthScope }),
  };
  return readTokenAnswer(await deps.postForm(box.oauthTokenUrl, form));
}
