import { actorOf } from "../../audit/append.ts";
import { dayMs } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Database, Tx } from "../../kernel/sql.ts";
import { classOfKind } from "../core/classify.ts";
import { readEvent } from "../core/shapes/read-event.ts";
import type { Shaped, ShapedEvent } from "../core/shapes/shape.ts";
import { directionOf } from "../core/timeline.ts";
import { isTouch, knownPasts, type Past, type PastDeps, recordPasts } from "../record-past.ts";
import { type Naming, type People, peopleNamed, whoIsMeant } from "../whom.ts";
import type { activitiesIngest } from "./contract.ts";

type Input = InputOf<typeof activitiesIngest>;
type Output = OutputOf<typeof activitiesIngest>;
type Result = Output["results"][number];
type Given = Pick<Result, "outcome" | "code" | "says">;

/**
 * Records what another tool saw, each event once by its source and key. One transaction and a constant number of statements,
 * however many events: what is good is recorded, and what is not is handed back by its index.
 */
export async function ingestActivities(
  deps: PastDeps & { readonly db: Database },
  input: Input,
  caller: Caller,
): Promise<Output> {
  const shaped = input.events.map((event) => readEvent(input.shape, event));
  return deps.db.write(caller.workspaceId, async (tx) => {
    const namings = shaped.flatMap((one) => ("kind" in one ? [namingOf(one)] : []));
    const people = await peopleNamed(tx, namings, null);
    const prepared = shaped.map((one) => prepare(tx, one, people, input));
    const offered = prepared.flatMap((one) => ("outcome" in one ? [] : one));
    const known = await knownPasts(tx, offered);
    const fresh = new Map<string, Past>();
    for (const past of offered)
      if (!known.has(past.event.sourceKey) && !fresh.has(past.event.sourceKey)) fresh.set(past.event.sourceKey, past);
    const recorded = await recordPasts(deps, tx, [...fresh.values()], actorOf(caller));
    const stored = new Map<string, Stored>(known);
    for (const { id, sourceKey } of recorded)
      stored.set(sourceKey, { id, kind: fresh.get(sourceKey)?.event.kind ?? "" });
    const isNew = new Set(recorded.flatMap((one) => (one.isNew ? [one.sourceKey] : [])));
    const results = resultsOf(prepared, stored, isNew);
    const count = (outcome: Result["outcome"]): number => results.filter((one) => one.outcome === outcome).length;
    return {
      recorded: count("recorded"),
      duplicate: count("duplicate"),
      ignored: count("ignored"),
      refused: count("refused"),
      results,
    };
  });
}

function namingOf({ ids, address }: ShapedEvent): Naming {
  return { contactId: ids.contact ?? undefined, email: address ?? undefined };
}

function prepare(tx: Tx, shaped: Shaped, people: People, input: Input): readonly Past[] | Given {
  if ("ignored" in shaped) return { outcome: "ignored", code: null, says: shaped.ignored };
  if ("refused" in shaped) return refused("unreadable", shaped.refused);
  if (shaped.occurredAt !== null && shaped.occurredAt > tx.now + dayMs)
    return refused("future_date", "the event lies in the future: only what happened is recorded");
  const found = whoIsMeant(namingOf(shaped), people, shaped.kind);
  if ("code" in found) return refused(found.code, found.message);
  const sourceKey = `ingest ${input.source ?? ""} ${shaped.sourceKey}`;
  return found.map((contactId) =>
    pastOf(tx, shaped, contactId, found.length === 1 ? sourceKey : `${sourceKey} ${contactId}`, input),
  );
}

/** A source that tells no time told it now. What it says beside our words stays with the event, and out of the log. */
function pastOf(tx: Tx, shaped: ShapedEvent, contactId: Id<"con"> | null, sourceKey: string, input: Input): Past {
  const { kind, reply, bounce } = shaped;
  const direction = directionOf(kind) === "inbound" ? "inbound" : "outbound";
  return {
    event: {
      kind,
      contactId,
      accountId: null,
      address: shaped.address,
      occurredAt: Math.min(shaped.occurredAt ?? tx.now, tx.now),
      sourceKey,
      data: {
        origin: "import",
        shape: input.shape,
        direction,
        ...(reply === null ? {} : { kind: reply, class: classOfKind[reply] }),
        ...(bounce === null ? {} : { permanence: bounce.permanence, reason: bounce.reason }),
      },
      text: {
        ...(input.source === undefined ? {} : { source: input.source }),
        ...(shaped.ids.message === null ? {} : { message: shaped.ids.message }),
        ...(Object.keys(shaped.data).length === 0 ? {} : { told: shaped.data }),
      },
    },
    reply,
    permanence: bounce?.permanence ?? null,
    isTouch: isTouch(kind, direction),
  };
}

interface Stored {
  readonly id: Id<"evt">;
  readonly kind: string;
}

/** What became of each; the second of two equal events in one batch is a duplicate of the first. */
function resultsOf(
  prepared: readonly (readonly Past[] | Given)[],
  known: ReadonlyMap<string, Stored>,
  isNew: ReadonlySet<string>,
): Result[] {
  const told = new Set<string>();
  return prepared.map((one, index): Result => {
    if ("outcome" in one) return { index, eventId: null, ...one };
    const events = one.map(({ event }) => ({ ...event, stored: known.get(event.sourceKey) }));
    if (events.some(({ stored, kind }) => stored !== undefined && stored.kind !== kind))
      return {
        index,
        eventId: null,
        ...refused("other_event", "its source key was used for an event of another kind"),
      };
    const isRecorded = events.some(({ sourceKey }) => isNew.has(sourceKey) && !told.has(sourceKey));
    for (const { sourceKey } of events) told.add(sourceKey);
    const outcome = isRecorded ? "recorded" : "duplicate";
    return { index, outcome, eventId: events[0]?.stored?.id ?? null, code: null, says: null };
  });
}

const refused = (code: string, says: string): Given => ({ outcome: "refused", code, says });
