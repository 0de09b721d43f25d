import { vi } from "vitest";
import { patienceMs } from "./patience.ts";

/** Asks again until `holds` throws nothing, and passes on what it answers. */
export function eventually<T>(holds: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(holds, { timeout: patienceMs, interval: 20 });
}
