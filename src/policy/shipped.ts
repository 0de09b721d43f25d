import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BundleSource } from "./core/bundle.ts";

/** Where the policies that ship lie, with their tables of cases. */
export function shippedFolder(): string {
  return fileURLToPath(new URL("../../policies", import.meta.url));
}

/** The policies that this version of Fairlead ships: the core, and what a new organisation starts with. */
export function shippedPolicies(): BundleSource {
  const read = (name: string): string => readFileSync(join(shippedFolder(), name), "utf8");
  return { core: read("core.cedar"), organisation: read("default.cedar") };
}
