import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { BundleSource } from "./core/bundle.ts";
import { type GoldenDocument, goldenCorpus, goldenDigest } from "./core/golden.ts";

/** Where the policies that ship lie, with their tables of cases. */
export function shippedFolder(): string {
  return fileURLToPath(new URL("../../policies", import.meta.url));
}

/** The policies that this version of Fairlead ships: the core, and what a new organisation starts with. */
export function shippedPolicies(): BundleSource {
  const read = (name: string): string => readFileSync(join(shippedFolder(), name), "utf8");
  return { core: read("core.cedar"), organisation: read("default.cedar") };
}

/** The golden corpus that this version ships; throws where the file is another one, because then nothing is promised. */
export function shippedGolden(folder: string = shippedFolder()): readonly GoldenDocument[] {
  const text = readFileSync(join(folder, "golden.yaml"), "utf8");
  const found = createHash("sha256").update(text).digest("hex");
  if (found !== goldenDigest)
    throw new Error(`\`policies/golden.yaml\` has the digest ${found}, and ${goldenDigest} ships: restore the file`);
  return goldenCorpus.parse(parse(text)).documents;
}
