import { isoFromInstant } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type FileLayout, headingsOf, type LayoutOptions, type Mapping, mappingOf } from "../core/file-layout.ts";
import { headingKey } from "../core/headings.ts";
import { digestOf } from "../core/record-hash.ts";
import type { IdentityDeps } from "../deps.ts";
import { deleteTemplate, everyTemplate, templateOf, writeTemplate } from "../store/import-templates.ts";
import type * as contract from "./contract.ts";

/** What files with the same headings have in common, whatever their case, spacing and order. */
export function fingerprintOf(kind: string, headings: readonly string[]): string {
  return digestOf([kind, ...headings.map(headingKey).sort()]);
}

/** Remembers how a person mapped these headings. */
export async function keepTemplate(tx: Tx, layout: FileLayout, by: string): Promise<void> {
  const { kind, headings } = layout;
  await writeTemplate(tx, {
    fingerprint: fingerprintOf(kind, headings),
    kind,
    headings,
    mapping: mappingOf(layout),
    createdBy: by,
  });
}

/** How these headings were mapped by a person before, or null. */
export async function rememberedMapping(
  deps: IdentityDeps,
  caller: Caller,
  head: string,
  options: LayoutOptions,
): Promise<Mapping | null> {
  const candidates = headingsOf(head, options).map((headings) => fingerprintOf(options.kind, headings));
  const found = await deps.db.read(caller.workspaceId, (tx) => templateOf(tx, candidates));
  return found?.mapping ?? null;
}

/** Every remembered mapping. */
export async function listImportTemplates(
  deps: IdentityDeps,
  _input: InputOf<typeof contract.listImportTemplates>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listImportTemplates>> {
  const rows = await deps.db.read(caller.workspaceId, everyTemplate);
  return {
    items: rows.map(({ fingerprint, kind, headings, mapping, created_by: createdBy, updated_at: updatedAt }) => ({
      fingerprint,
      kind,
      headings: [...headings],
      mapping: { ...mapping },
      createdBy,
      updatedAt: isoFromInstant(updatedAt),
    })),
  };
}

/** Forgets a mapping. */
export async function forgetImportTemplate(
  deps: IdentityDeps,
  input: InputOf<typeof contract.forgetImportTemplate>,
  caller: Caller,
): Promise<OutputOf<typeof contract.forgetImportTemplate>> {
  return { forgotten: await deps.db.write(caller.workspaceId, (tx) => deleteTemplate(tx, input.fingerprint)) };
}
