import { type Id, newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type {
  AccessKey,
  createKey as createContract,
  listKeys as listContract,
  revokeKey as revokeContract,
} from "./contract.ts";
import { agentScopes, scopesBeyond, scopesOfRole } from "./core/scopes.ts";
import { keyBytes, keyFromBytes } from "./core/token.ts";
import { type AccessDeps, actorOf } from "./deps.ts";
import { noSuchAgent, noSuchKey, noSuchMember } from "./no-such.ts";
import { agentsById } from "./store/agents.ts";
import { allKeys, insertedKey, revokedKey, type StoredKey } from "./store/keys.ts";
import { membersById } from "./store/members.ts";
import type { Scope } from "./words/contract.ts";

type HolderId = Id<"agt"> | Id<"usr">;
interface Holder {
  readonly kind: "agent" | "person";
  readonly id: HolderId;
  readonly name: string;
  readonly may: ReadonlySet<Scope>;
}

/** Makes a key. The secret is in the answer and nowhere else. */
export async function createKey(
  deps: AccessDeps,
  input: InputOf<typeof createContract>,
  caller: Caller,
): Promise<OutputOf<typeof createContract>> {
  const { token, prefix, digest } = keyFromBytes(deps.env.randomBytes(keyBytes));
  return deps.db.write(caller.workspaceId, async (tx) => {
    const holder = (await holdersById(tx, [input.holderId])).get(input.holderId);
    if (holder === undefined)
      throw input.holderId.startsWith("agt_") ? noSuchAgent(input.holderId) : noSuchMember(input.holderId);
    const scopes = scopesFor(holder, input.scopes);
    const stored = await insertedKey(tx, {
      id: newId(deps.env, "key"),
      prefix,
      digest,
      name: input.name,
      scopes,
      holderId: holder.id,
      createdBy: caller.principal.id,
    });
    await deps.record(tx, [
      {
        type: "auth.key_created",
        actor: actorOf(caller),
        subject: { other: stored.id },
        data: { holder: holder.id, scopes: [...scopes] },
      },
    ]);
    return { key: shown(stored, holder), secret: token };
  });
}

/** The keys of the workspace. */
export async function listKeys(
  deps: AccessDeps,
  _input: InputOf<typeof listContract>,
  caller: Caller,
): Promise<OutputOf<typeof listContract>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const keys = await allKeys(tx);
    const holders = await holdersById(
      tx,
      keys.map((key) => key.holderId),
    );
    return { items: keys.map((key) => shown(key, holders.get(key.holderId))), next: null };
  });
}

/** Ends a key. Ending an ended key changes nothing. */
export async function revokeKey(
  deps: AccessDeps,
  input: InputOf<typeof revokeContract>,
  caller: Caller,
): Promise<AccessKey> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const key = await revokedKey(tx, input.keyId);
    if (key === undefined) throw noSuchKey(input.keyId);
    await deps.record(tx, [{ type: "auth.key_revoked", actor: actorOf(caller), subject: { other: key.id } }]);
    return shown(key, (await holdersById(tx, [key.holderId])).get(key.holderId));
  });
}

function scopesFor(holder: Holder, asked: readonly Scope[] | undefined): readonly Scope[] {
  const beyond = scopesBeyond(asked ?? [], holder.may);
  if (beyond.length > 0) {
    throw problem("invalid_input", `${holder.kind} \`${holder.id}\` may not hold every scope asked for`, {
      errors: beyond.map((scope) => ({
        path: `/scopes/${asked?.indexOf(scope) ?? 0}`,
        message: `\`${scope}\` is not for ${holder.kind === "agent" ? "agents" : "this person's role"}`,
      })),
    });
  }
  return [...new Set(asked ?? holder.may)];
}

async function holdersById(tx: Tx, ids: readonly HolderId[]): Promise<ReadonlyMap<HolderId, Holder>> {
  const agents = await agentsById(
    tx,
    ids.filter((id) => id.startsWith("agt_")),
  );
  const members = await membersById(
    tx,
    ids.filter((id) => id.startsWith("usr_")),
  );
  return new Map<HolderId, Holder>([
    ...agents.map(({ id, name }) => [id, { kind: "agent", id, name, may: agentScopes }] as [HolderId, Holder]),
    ...members.map(
      ({ id, name, role }) => [id, { kind: "person", id, name, may: scopesOfRole(role) }] as [HolderId, Holder],
    ),
  ]);
}

function shown(key: StoredKey, holder: Holder | undefined): AccessKey {
  const { holderId, ...rest } = key;
  return {
    ...rest,
    holder: {
      kind: holderId.startsWith("agt_") ? "agent" : "person",
      id: holderId,
      name: holder?.name ?? "removed",
    },
  };
}
