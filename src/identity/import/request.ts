import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { FileLayout } from "../core/file-layout.ts";
import type { FileEncoding } from "../core/text-decoding.ts";

/** What an import was asked for, kept with it so that whoever goes on does the same. */
export interface ImportRequest {
  readonly dryRun: boolean;
  readonly caller: {
    readonly kind: Caller["principal"]["kind"];
    readonly id: string;
    readonly name: string;
    readonly requestId: string;
  };
}

/** How a file is read, kept with its import. */
export interface FileReading {
  readonly layout: FileLayout;
  readonly encoding: FileEncoding;
  readonly blockRows: number;
  readonly columnsMax: number;
}

const requestShape = z.object({
  dryRun: z.boolean(),
  caller: z.object({
    kind: z.enum(["person", "agent", "system"]),
    id: z.string(),
    name: z.string(),
    requestId: z.string(),
  }),
});

const layoutShape = z.object({
  encoding: z.enum(["utf-8", "utf-16le", "utf-16be", "windows-1252"]),
  blockRows: z.number().int().positive(),
  columnsMax: z.number().int().positive(),
  layout: z.custom<FileLayout>((value) => typeof value === "object" && value !== null && "columns" in value),
});

/** The payload of an import's job. */
export const importJob = z.object({ importId: idSchema("imp"), undo: z.unknown().optional() });

/** The queue of imports that take longer than a request. */
export const importQueue = "identity.import";

/** What to keep of a caller. */
export function requestOf(caller: Caller, dryRun: boolean): ImportRequest {
  const { kind, id, name } = caller.principal;
  return { dryRun, caller: { kind, id, name, requestId: caller.requestId } };
}

/** Reads a kept request back. */
export function readRequest(value: unknown): ImportRequest {
  return requestShape.parse(value);
}

/** Whether an import was only tried; one from before there were dry runs kept no request and was none. */
export function wasTried(value: unknown): boolean {
  return z.object({ dryRun: z.boolean().default(false) }).parse(value).dryRun;
}

/** Reads a kept layout back. */
export function readReading(value: unknown): FileReading {
  return layoutShape.parse(value);
}

/** The caller that asked for an import, for what is done on their behalf later. */
export function callerOf(workspaceId: Caller["workspaceId"], { caller }: ImportRequest): Caller {
  const { kind, id, name, requestId } = caller;
  return { workspaceId, principal: { kind, id, name }, scopes: new Set(["imports:write"]), requestId };
}
