import type { Env } from "../../kernel/env.ts";
import { limits } from "../../kernel/limits.ts";
import type { GetText } from "./deps.ts";

/** What was fetched from providers, such as the certificate that a call was signed with. */
export interface Fetched {
  /** The text at an address, remembered for an hour; null where there is none. `isOld` asks again for what is a minute old. */
  textAt(url: string, isOld?: boolean): Promise<string | null>;
}

const askAgainMs = 60_000;

/** Remembers so many texts; the one that was fetched longest ago is forgotten first. A failure is not remembered. */
export function createFetched(env: Pick<Env, "elapsedMs">, getText: GetText): Fetched {
  const known = new Map<string, { readonly text: string; readonly at: number }>();
  return {
    textAt: async (url, isOld = false) => {
      const kept = known.get(url);
      const ageMs = kept === undefined ? Number.POSITIVE_INFINITY : env.elapsedMs() - kept.at;
      if (kept !== undefined && ageMs < (isOld ? askAgainMs : limits.providerKeysMs)) return kept.text;
      const answer = await getText(url);
      if (answer.kind !== "answered" || answer.status !== 200) return null;
      known.delete(url);
      known.set(url, { text: answer.body, at: env.elapsedMs() });
      for (const oldest of known.keys()) {
        if (known.size <= limits.providerKeysMax) break;
        known.delete(oldest);
      }
      return answer.body;
    },
  };
}
