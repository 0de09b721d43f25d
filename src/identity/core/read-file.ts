import { type FileLayout, headLength, type LayoutOptions, layoutOf } from "./file-layout.ts";
import { type RowsRead, readRows } from "./read-rows.ts";

/** A whole file as read: how its columns were understood, and every row either good or handed back. */
export interface FileRead extends RowsRead {
  readonly layout: FileLayout;
}

/** Reads a file that is at hand as a whole. Throws a problem only when no row could mean anything. */
export function readFile(text: string, options: LayoutOptions): FileRead {
  const layout = layoutOf(text.slice(0, headLength), options);
  return { layout, ...readRows(layout, text.slice(layout.bodyAt), layout.bodyLine, options.columnsMax) };
}
