import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical.ts";
import type { Caller, Operation } from "./operation.ts";
import { problem } from "./problem.ts";
import type { Database, Tx } from "./sql.ts";

/**
 * Idempotency keys: the first call with a key runs and its answer is kept; the same key and body gets that answer again;
 * the same key with another body is refused. A call whose process died is run again after a minute.
 */
export function createRemember(
  db: Database,
): (
  operation: Operation,
  caller: Caller,
  key: string,
  input: unknown,
  work: () => Promise<unknown>,
) => Promise<unknown> {
  return async (operation, caller, key, input, work) => {
    const digest = createHash("sha256").update(canonicalJson(input)).digest();
    const row = { principal: caller.principal.id, operation: operation.name, key, digest };
    const earlier = await db.write(caller.workspaceId, async (tx) => {
      const inserted = await tx.sql`
        insert into remembered_answer (workspace_id, principal, operation, key, input_digest, state, created_at)
        values (${tx.workspaceId}, ${row.principal}, ${row.operation}, ${row.key}, ${row.digest}, 'running', now())
        on conflict (workspace_id, principal, operation, key) do update set created_at = now()
          where remembered_answer.state = 'running' and remembered_answer.created_at < now() - interval '60 seconds'
            and remembered_answer.input_digest = excluded.input_digest
        returning key`;
      if (inserted.length > 0) return undefined;
      const [stored] = await tx.sql<{ input_digest: Buffer; state: string; answer: unknown }[]>`
        select input_digest, state, answer from remembered_answer
         where workspace_id = ${tx.workspaceId} and principal = ${row.principal} and operation = ${row.operation} and key = ${row.key}`;
      return stored;
    });
    if (earlier !== undefined) return answerOf(earlier, digest, key);
    try {
      const answer = await work();
      await db.write(caller.workspaceId, async (tx) => {
        await tx.sql`
          update remembered_answer set state = 'done', answer = ${tx.sql.json(answer as never)}
           where workspace_id = ${tx.workspaceId} and principal = ${row.principal} and operation = ${row.operation} and key = ${row.key}`;
      });
      return answer;
    } catch (error) {
      await db.write(caller.workspaceId, async (tx) => {
        await tx.sql`
          delete from remembered_answer
           where workspace_id = ${tx.workspaceId} and principal = ${row.principal} and operation = ${row.operation} and key = ${row.key} and state = 'running'`;
      });
      throw error;
    }
  };
}

function answerOf(
  stored: { input_digest: Buffer; state: string; answer: unknown },
  digest: Buffer,
  key: string,
): unknown {
  if (!stored.input_digest.equals(digest)) {
    throw problem(
      "idempotency_mismatch",
      `the idempotency key \`${key}\` was used with another body: use a new key for a new request`,
    );
  }
  if (stored.state !== "done")
    throw problem("conflict", `a call with the key \`${key}\` is still running: ask again in a moment`, {
      retryAfterMs: 500,
    });
  return stored.answer;
}

/** Forgets the answers in which any of these texts stands; a repeated request is then done anew. */
export async function forgetAnswersWith(tx: Tx, texts: readonly string[]): Promise<void> {
  await tx.sql`
    delete from remembered_answer a
     where a.workspace_id = ${tx.workspaceId} and exists (select from unnest(${[...texts]}::text[]) as t (text) where strpos(a.answer::text, t.text) > 0)`;
}
