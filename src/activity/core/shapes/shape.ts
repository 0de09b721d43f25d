import type { Instant } from "../../../kernel/env.ts";
import type { ActivityKind, BounceReason, Permanence, ReplyKind } from "../../contract.ts";
import { splitReport } from "../bounce-text.ts";
import { classifyRefusal } from "../refusal.ts";
import { addressOf } from "../webhooks/event.ts";
import type { Payload } from "../webhooks/payload.ts";
import { replayKeyOf } from "../webhooks/verdict.ts";

/** Whose events are understood besides our own. */
export const shapeSources = ["instantly", "smartlead", "postal", "cloudevents"] as const;
export type ShapeSource = (typeof shapeSources)[number];

/** What another system calls the things that an event is about. */
export interface ForeignIds {
  readonly event: string | null;
  /** The Message-ID where the source tells it, else the source's own id of the message. */
  readonly message: string | null;
  readonly contact: string | null;
  readonly sequence: string | null;
}

/** An event of another system in our words. */
export interface ShapedEvent {
  readonly kind: ActivityKind;
  readonly occurredAt: Instant | null;
  /** The same whenever the source tells the same event again. */
  readonly sourceKey: string;
  readonly address: string | null;
  readonly ids: ForeignIds;
  /** What the source says that a reply means, null where it does not. */
  readonly reply: ReplyKind | null;
  /** Our own verdict on a bounce, by code and words; null where nothing bounced. */
  readonly bounce: { readonly permanence: Permanence; readonly reason: BounceReason } | null;
  /** Every field that has no place above, as it came; no secrets. */
  readonly data: Payload;
}

/** An event in our words, one that is left out on purpose, or one of a kind that nobody here knows. */
export type Shaped = ShapedEvent | { readonly ignored: string } | { readonly refused: string };

/** What the name of an event comes to: a kind of ours, or why it is left out. */
export type Meaning = { readonly kind: ActivityKind; readonly reply?: ReplyKind } | { readonly ignored: string };

/** Why opens and clicks are left out. */
export const machineTraffic: Meaning = { ignored: "opens and clicks are machine traffic" };
/** Why events of accounts and sequences are left out. */
export const nobody: Meaning = { ignored: "it says nothing of a person" };

/** What a source's reader found in an event. */
export interface ShapeParts {
  readonly source: ShapeSource;
  readonly meaning: Extract<Meaning, { kind: ActivityKind }>;
  readonly occurredAt: Instant | null;
  readonly address: string;
  readonly ids: Partial<Record<keyof ForeignIds, string>>;
  /** What tells this event from every other of its source and kind. Empty parts are no help; without any it is the whole event. */
  readonly key: readonly string[];
  /** Codes and words of a bounce. */
  readonly diagnostic?: string;
  readonly raw: Payload;
  /** The fields that found their place. */
  readonly placed: readonly string[];
}

/** An event in the one shape. */
export function shapedEvent(parts: ShapeParts): ShapedEvent {
  const { source, meaning, ids, raw, placed } = parts;
  const given = parts.key.some((part) => part !== "") ? parts.key : [JSON.stringify(raw)];
  return {
    kind: meaning.kind,
    occurredAt: parts.occurredAt,
    sourceKey: `${source} ${meaning.kind} ${replayKeyOf(meaning.reply ?? "", ...given)}`,
    address: addressOf(parts.address),
    ids: {
      event: ids.event || null,
      message: (ids.message ?? "").trim().replace(/^<|>$/g, "") || null,
      contact: ids.contact || null,
      sequence: ids.sequence || null,
    },
    reply: meaning.reply ?? null,
    bounce: meaning.kind === "email_bounced" ? verdictOn(parts.diagnostic ?? "") : null,
    data: Object.fromEntries(
      Object.entries(raw).filter(([name, value]) => !isSecret(name) && !(placed.includes(name) && isPlain(value))),
    ),
  };
}

/** The words before a returned message: what we wrote ourselves is no diagnostic. */
function verdictOn(diagnostic: string): ShapedEvent["bounce"] {
  return classifyRefusal({ code: null, text: splitReport(diagnostic).notice });
}

/** What found its place as text; a list or an object did not, and is kept. */
function isPlain(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** Smartlead puts the webhook's own secret into every event. */
function isSecret(name: string): boolean {
  return /secret|password|api_?key|(?:access|auth)_?token/i.test(name);
}

/** An event of a kind that nobody here knows: it is refused by its name, so that the name can be added. */
export function unknownKind(source: string, name: string): Shaped {
  return { refused: `\`${name.slice(0, 200)}\` is no event of ${source} that is understood` };
}
