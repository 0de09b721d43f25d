import { actorOf } from "../audit/append.ts";
import { instantFromIso } from "../kernel/env.ts";
import { newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { activitiesRecord } from "./contract.ts";
import type { ActivityDeps } from "./deps.ts";
import { recordEvents } from "./record.ts";
import { eventsBySource } from "./store/events.ts";

/** Records what a person or another tool did: a call, a task, a meeting, a deal. */
export async function recordActivity(
  deps: ActivityDeps,
  input: InputOf<typeof activitiesRecord>,
  caller: Caller,
): Promise<OutputOf<typeof activitiesRecord>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    if ((await deps.idsOfContact(tx, input.contactId)).length === 0) {
      throw problem("not_found", `there is no contact \`${input.contactId}\`: find it with contacts.list`);
    }
    const occurredAt = input.occurredAt === undefined ? tx.now : instantFromIso(input.occurredAt);
    const sourceKey =
      input.sourceKey === undefined ? `call ${newId(deps.env, "evt")}` : `${caller.principal.id} ${input.sourceKey}`;
    const [known] = await eventsBySource(tx, [sourceKey]);
    if (known !== undefined && (known.kind !== input.kind || known.contactId !== input.contactId)) {
      throw problem(
        "idempotency_mismatch",
        `the source key \`${input.sourceKey ?? ""}\` was used for another event: choose a new one`,
      );
    }
    const { text, facts } = partsOf(input.data ?? {});
    const [recorded] = await recordEvents(
      deps,
      tx,
      [
        {
          kind: input.kind,
          contactId: input.contactId,
          accountId: input.accountId ?? null,
          occurredAt,
          sourceKey,
          actionId: input.actionId ?? null,
          data: facts,
          ...(Object.keys(text).length === 0 ? {} : { disclose: text }),
        },
      ],
      actorOf(caller),
    );
    if (recorded === undefined) throw new Error("the event was not recorded");
    if (recorded.isNew) {
      const { id, auditId } = recorded;
      const event = {
        id,
        auditId,
        kind: input.kind,
        contactId: input.contactId,
        actionId: input.actionId ?? null,
        occurredAt,
        data: facts,
      };
      await deps.onRecorded?.(tx, [event]);
    }
    return { id: recorded.id, isNew: recorded.isNew };
  });
}

type Data = Record<string, string | number | boolean | null>;

/** Codes, counts and flags stay in clear; whatever reads like text may be personal and is sealed in the audit record. */
function partsOf(data: Data): { readonly text: Data; readonly facts: Data } {
  const isCode = (value: Data[string]): boolean =>
    typeof value === "number"
      ? Number.isSafeInteger(value)
      : typeof value !== "string" || /^[A-Za-z0-9_.:-]{1,64}$/.test(value);
  const entries = Object.entries(data);
  return {
    facts: Object.fromEntries(entries.filter(([, value]) => isCode(value))),
    text: Object.fromEntries(entries.filter(([, value]) => !isCode(value))),
  };
}
