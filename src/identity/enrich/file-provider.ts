import type { Id } from "../../kernel/ids.ts";
import type { Database } from "../../kernel/sql.ts";
import { parseEmail } from "../core/email.ts";
import { linkedinSlug } from "../core/linkedin.ts";
import type { Identity, ProviderClaim } from "../core/questions-to-ask.ts";
import { type EntryRow, entriesUnder } from "../store/enrichment.ts";
import type { Answer, EnrichmentProvider, Question } from "./port.ts";

interface Key {
  readonly kind: EntryRow["kind"];
  readonly key: string;
}

/** A provider that is a file: its rows were read when it was named. */
export function fileProvider(db: Database, workspaceId: Id<"wsp">, providerId: string): EnrichmentProvider {
  return {
    atATime: 500,
    ask: async (questions) => {
      const keys = questions.flatMap(({ identity }) => keysOf(identity));
      const found = await db.read(workspaceId, (tx) => entriesUnder(tx, providerId, keys));
      const entries = new Map(found.map((entry) => [nameOf(entry), entry]));
      return questions.map((question) => answerTo(question, entries));
    },
  };
}

/** What is said of the person themselves goes before what is said of everybody at the domain. */
function answerTo({ identity, fields }: Question, entries: ReadonlyMap<string, EntryRow>): Answer {
  const claims = new Map<string, ProviderClaim>();
  for (const key of keysOf(identity)) {
    const entry = entries.get(nameOf(key));
    if (entry === undefined) continue;
    for (const field of fields) {
      const value = entry.fields[field];
      if (value === undefined || claims.has(field)) continue;
      claims.set(field, { field, value, observedAt: entry.observedAt, confidence: entry.confidence });
    }
  }
  return claims.size === 0 ? { kind: "missing" } : { kind: "found", claims: [...claims.values()] };
}

function keysOf({ email, linkedin, domain }: Identity): readonly Key[] {
  const keys: Key[] = [];
  const address = parseEmail(email ?? "")?.matchKey;
  const slug = linkedinSlug(linkedin ?? "");
  if (address !== undefined) keys.push({ kind: "email", key: address });
  if (slug !== null) keys.push({ kind: "linkedin", key: slug });
  if (domain !== null) keys.push({ kind: "domain", key: domain });
  return keys;
}

const nameOf = ({ kind, key }: Key): string => `${kind}:${key}`;
