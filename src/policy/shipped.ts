import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BundleSource } from "./core/bundle.ts";

/** The policies that this version of Fairlead ships: the core, and what a new organisation starts with. */
export function shippedPolicies(): BundleSource {
  const read = (name: string): string =>
    readFileSync(fileURLToPath(new URL(`../../policies/${name}`, import.meta.url)), "utf8");
  return { core: read("core.cedar"), organisation: read("default.cedar") };
}
