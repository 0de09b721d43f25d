import { dayMs } from "../../kernel/env.ts";

/** How long a step waits after each refusal that blames us: long enough for a person to mend what is blamed. */
const waitsMs = [dayMs, 3 * dayMs, 7 * dayMs] as const;

/** How long a step waits that was refused so many times because of us; null when no try is left. */
export function waitAfterBlame(refusals: number): number | null {
  return waitsMs[refusals - 1] ?? null;
}

/** Why an enrollment waits, and why it ended, when receivers refused because of us. */
export const blamedReason = { waits: "sender_blamed", ended: "sender_blamed_to_the_end" } as const;
