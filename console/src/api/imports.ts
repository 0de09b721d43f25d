import { queryOptions } from "@tanstack/react-query";
import type { ImportKind } from "../parts/import-fields.ts";
import type { FileHead } from "./file-head.ts";
import { ask, tellNow } from "./operations.ts";
import { base64Of } from "./send-file.ts";

/** How the server reads the columns of a file: a dry run of its first rows, which keeps nothing. */
export function askColumns(kind: ImportKind, file: File, head: FileHead) {
  return queryOptions({
    queryKey: ["import-columns", kind, file.name, file.size, file.lastModified],
    queryFn: async () =>
      tellNow("imports.create", {
        kind,
        filename: file.name,
        content: await base64Of(head.bytes),
        encoding: "base64",
        dryRun: true,
      }),
    retry: false,
    gcTime: 0,
  });
}

/** One import, read again every second while it goes on. */
export function askImport(importId: `imp_${string}`) {
  return {
    ...ask("imports.get", { importId }),
    refetchInterval: (query: { readonly state: { readonly data?: { readonly state: string } | undefined } }) =>
      isGoingOn(query.state.data?.state) ? 1_000 : (false as const),
  };
}

/** Whether more is to come of an import in this state. */
export function isGoingOn(state: string | undefined): boolean {
  return state === "running" || state === "undoing";
}
