import type { SinkKind } from "../../words/contract.ts";
import type { KindTable } from "./kind-table.ts";

/** How files of each kind are read that another block takes. */
export const kindTables: Readonly<Partial<Record<SinkKind, KindTable>>> = {};
