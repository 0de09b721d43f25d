import { performance } from "node:perf_hooks";
import { createMailReader } from "../src/activity/mail-reader.ts";
import { systemEnv } from "../src/kernel/env.ts";
import { hostileLetters } from "../test/helpers/hostile-letters.ts";
import { letter } from "../test/helpers/letters.ts";

/** What one hostile mail costs: the time until it is read or given up, and the longest that nothing else could run meanwhile. */
export interface HostileBench {
  readonly name: string;
  readonly bytes: number;
  readonly readMs: number;
  readonly blockedMs: number;
  readonly isRead: boolean;
}

const tickMs = 5;

/** Reads every hostile mail at full size as a process does, one after another. */
export async function benchHostile(): Promise<readonly HostileBench[]> {
  const reader = createMailReader(systemEnv());
  const head = ["Subject: Re: hello", "In-Reply-To: <m@sales.example>"];
  const plain = letter({ from: "kim@buyer.example", to: "dana@sales.example" }, head, "Please unsubscribe me.");
  const found: HostileBench[] = [];
  try {
    for (const [name, make] of Object.entries(hostileLetters)) {
      const raw = make(plain, 1);
      let last = performance.now();
      let blockedMs = 0;
      const beat = setInterval(() => {
        blockedMs = Math.max(blockedMs, performance.now() - last - tickMs);
        last = performance.now();
      }, tickMs);
      const from = performance.now();
      const { mail } = await reader.read(raw);
      const readMs = performance.now() - from;
      blockedMs = Math.max(blockedMs, performance.now() - last - tickMs);
      clearInterval(beat);
      found.push({ name, bytes: raw.length, readMs, blockedMs, isRead: mail !== null });
    }
    return found;
  } finally {
    await reader.close();
  }
}

/** The figures as a table, or as JSON. */
export function hostileTable(found: readonly HostileBench[], isJson: boolean): string {
  if (isJson) return `${JSON.stringify(found, null, 2)}\n`;
  const rows = found.map(
    ({ name, bytes, readMs, blockedMs, isRead }) =>
      `${name.padEnd(38)} ${(bytes / 1e6).toFixed(2).padStart(6)} MB  ${readMs.toFixed(0).padStart(6)} ms  others waited ${Math.max(0, blockedMs).toFixed(0).padStart(5)} ms  ${isRead ? "read" : "left to a person"}`,
  );
  const peak = process.resourceUsage().maxRSS / 1024;
  return `${rows.join("\n")}\n\nthe process had ${peak.toFixed(0)} MB at most\n`;
}
