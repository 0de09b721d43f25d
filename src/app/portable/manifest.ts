import { createHmac } from "node:crypto";
import { z } from "zod";
import type { Vault } from "../../kernel/vault.ts";
import { carriedPurposes } from "./plan.ts";

/** `manifest.json` of an export: what is in the folder, and what a load needs to know first. */
export const manifestSchema = z.object({
  format: z.literal("fairlead-workspace/1"),
  workspace: z.object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    postalAddress: z.string(),
    createdAt: z.string(),
  }),
  exportedAt: z.string(),
  migrations: z.array(z.string()),
  fingerprint: z.string(),
  tables: z.record(z.string(), z.object({ rows: z.number(), sha256: z.string() })),
  leftBehind: z.record(z.string(), z.string()),
  /** Tells whether an installation has the keys without naming them. */
  keyChecks: z.record(z.string(), z.string()),
});
export type Manifest = z.output<typeof manifestSchema>;

/** `keys.json`: the workspace's keys in hex, by purpose. */
export const keysSchema = z.record(z.enum(carriedPurposes), z.string().regex(/^[0-9a-f]{64}$/));

/** A value by which two installations see that they have the same key. */
export function keyChecks(vault: Vault, workspaceId: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    carriedPurposes.map((purpose) => [purpose, keyCheck(vault.keyFor(workspaceId, purpose))] as const),
  );
}

export function keyCheck(key: Uint8Array): string {
  return createHmac("sha256", key).update("fairlead key check").digest("hex").slice(0, 16);
}
