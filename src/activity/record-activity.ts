import { actorOf } from "../audit/append.ts";
import { accountsOfContacts, livingContacts } from "../identity/facts-for.ts";
import { instantFromIso } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
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
    requireCaseKey(input.kind, facts);
    const accountId = input.accountId ?? (await accountOfCase(tx, input));
    const [recorded] = await recordEvents(
      deps,
      tx,
      [
        {
          kind: input.kind,
          contactId: input.contactId,
          accountId,
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

type Input = InputOf<typeof activitiesRecord>;

const isOfCase = (kind: Input["kind"]): boolean => kind === "case_opened" || kind === "case_closed";

/** A support case has a key, or nothing could close it again. */
function requireCaseKey(kind: Input["kind"], facts: Data): void {
  if (!isOfCase(kind) || typeof facts["case"] === "string") return;
  throw problem("invalid_input", "1 field is not valid", {
    errors: [{ path: "/data/case", message: "give the key of the support case: at most 64 letters, digits or `_.:-`" }],
  });
}

/** Whose support case it is: that of the account where the contact is. */
async function accountOfCase(tx: Tx, { kind, contactId }: Input): Promise<Id<"acc"> | null> {
  if (!isOfCase(kind)) return null;
  const living = (await livingContacts(tx, [contactId])).get(contactId) ?? contactId;
  return (await accountsOfContacts(tx, [living])).get(living) ?? null;
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
