import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";

/** Where a value or a record comes from. */
export const sourceWords = z.object({ id: idSchema("src"), name: z.string(), kind: z.string() });

/** How every list is asked for its next page. */
export const pageInput = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
};

/** Kinds of rows that other blocks take from an import. */
export const sinkKinds = ["suppressions", "activities", "opportunities", "consents"] as const;
export type SinkKind = (typeof sinkKinds)[number];

/** What the rows of an imported file are. */
export const importKinds = ["contacts", "accounts", ...sinkKinds] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a value of a declared field is. */
export const customFieldTypes = ["text", "number", "boolean", "date", "url", "choice", "multi_choice"] as const;
export type CustomFieldType = (typeof customFieldTypes)[number];

/** What fields belong to. */
export const fieldObjects = ["contact", "account"] as const;
export type FieldObject = (typeof fieldObjects)[number];

/** What a domain is to an account: where it writes from, another of its names, or one that it has left and nobody writes to. */
export const domainRoles = ["primary", "alias", "former"] as const;

/** A domain of an account with what speaks for it. */
export const accountDomain = z.object({
  domain: z.string(),
  role: z.enum(domainRoles),
  source: z.string().nullable(),
  observedAt: z.string().nullable(),
});

/** What makes an account part of another: who owns it, whose brand it is, who runs it. */
export const parentKinds = ["legal", "brand", "operating"] as const;

/** An account beside another, as it is recognised. */
export const accountName = z.object({ id: idSchema("acc"), name: z.string(), domain: z.string().nullable() });

/** What one account is to its parent, and who says so. */
export const parentEdge = z.object({
  kind: z.enum(parentKinds),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** Who says so: a person of ours, or a source. */
  saidBy: z.string(),
  reason: z.string().nullable(),
});
