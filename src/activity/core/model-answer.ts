import { z } from "zod";
import { type ReplyKind, replyKind } from "../contract.ts";
import { type Severity, severities } from "../words/contract.ts";
import { asWritten } from "./as-written.ts";
import { fold } from "./fold.ts";

/** What a model takes a reply for, and the words of the reply that it rests on, as the sender wrote them. */
export interface ModelVerdict {
  readonly kind: ReplyKind;
  readonly severity: Severity | null;
  readonly evidence: string;
}

/** A verdict, or why an answer counts for nothing: it is not what was asked for, or its evidence is not in the reply. */
export type ModelReading =
  | { readonly is: "verdict"; readonly verdict: ModelVerdict }
  | { readonly is: "unreadable" }
  | { readonly is: "unfounded" };

/** What came back from a model. */
export interface ModelAnswer {
  readonly reading: ModelReading;
  /** What the server says that it is; null where it says nothing that is a name. */
  readonly version: string | null;
  /** What the call took; null where the server does not say. */
  readonly tokens: number | null;
}

const evidenceMaxChars = 300;

const count = z.number().int().min(0).max(10_000_000);
const completion = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string().max(4_000) }) })], z.unknown()),
});
const told = z.object({
  model: z
    .string()
    .regex(/^[\w.:/+-]{1,100}$/)
    .nullable()
    .catch(null),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).nullable().catch(null),
});
const answer = z.strictObject({
  kind: replyKind,
  evidence: z.string().max(evidenceMaxChars),
  severity: z.enum(severities).nullable().default(null),
});

/**
 * Reads the answer of a model about a reply. It counts only if it is the object that was asked for, with a kind that there is
 * and evidence that stands in the reply; everything else counts for nothing, whatever it says.
 */
export function readModelAnswer(
  body: string,
  mail: { readonly subject: string; readonly ownText: string },
): ModelAnswer {
  const whole = jsonIn(body);
  const about = told.safeParse(whole);
  const usage = about.data?.usage ?? null;
  return {
    reading: readingOf(whole, mail),
    version: about.data?.model ?? null,
    tokens: usage === null ? null : usage.prompt_tokens + usage.completion_tokens,
  };
}

function readingOf(whole: unknown, mail: { readonly subject: string; readonly ownText: string }): ModelReading {
  const content = completion.safeParse(whole).data?.choices[0].message.content;
  const said = answer.safeParse(jsonIn(content ?? "")).data;
  if (said === undefined) return { is: "unreadable" };
  const evidence = evidenceIn(mail, said.evidence);
  return evidence === null
    ? { is: "unfounded" }
    : { is: "verdict", verdict: { kind: said.kind, severity: said.severity, evidence } };
}

/** The words in the reply itself; a mark or a blank shows nothing. */
function evidenceIn(mail: { readonly subject: string; readonly ownText: string }, words: string): string | null {
  const folded = fold(words);
  if (!/[\p{L}\p{N}]/u.test(folded)) return null;
  const written = asWritten(mail.ownText, folded) ?? asWritten(mail.subject, folded);
  return written === null || written === "" || written.length > evidenceMaxChars ? null : written;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no answer.
    return undefined;
  }
}
