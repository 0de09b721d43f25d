import type { PortableTable } from "../../kernel/portable.ts";

/** Tables that stay behind, each with the reason; every other table of a workspace travels. */
export const leftBehind: Readonly<Record<string, string>> = {
  access_key: "a credential of this installation",
  session: "a credential of this installation",
  sign_in_link: "a credential of this installation",
  job: "work of this installation; what waits is decided anew elsewhere",
  activity_model_ask: "as the job",
  remembered_answer: "answers to requests that this installation got",
  audit_log: "the log is this installation's word: `audit export` carries it with its proofs",
  audit_entry: "as the log",
  audit_pending: "as the log",
  audit_leaf: "as the log",
  audit_tile: "as the log",
  audit_checkpoint: "as the log",
  audit_index: "as the log",
  audit_cause: "as the log",
  audit_disclosure: "sealed under keys of this installation; `audit export` carries it opened",
  subject_key: "a key of this installation",
  webhook: "two installations must not send the same events to one address",
  webhook_delivery: "as the webhook",
  provider: "the provider calls an address of this installation",
  provider_call: "as the provider",
  provider_event: "as the provider; what they led to travels as activities",
};

/** Columns that stay behind. */
export const columnsLeftBehind: Readonly<Record<string, readonly string[]>> = { member: ["password"] };

/** What the stored rows depend on besides themselves: keys by which people and links in sent mail are recognised. */
export const carriedPurposes = ["policy/suppression-key", "mail-token", "mailbox", "identity/enrichment-key"] as const;

/** One table of a load, in order, with the columns that can be filled only when every table is there. */
export interface LoadStep {
  readonly table: PortableTable;
  readonly later: readonly string[];
}

/** The tables that travel. */
export function travelling(tables: readonly PortableTable[]): readonly PortableTable[] {
  return tables.filter((table) => leftBehind[table.name] === undefined);
}

/** An order in which every row finds what it points at, or waits for it with that column empty. */
export function loadOrder(tables: readonly PortableTable[]): readonly LoadStep[] {
  const steps: LoadStep[] = [];
  const done = new Set<string>();
  const rest = new Map(tables.map((table) => [table.name, table]));
  while (rest.size > 0) {
    const next = [...rest.values()].sort((left, right) => waitsFor(left, done) - waitsFor(right, done))[0];
    if (next === undefined) break;
    rest.delete(next.name);
    steps.push({ table: next, later: laterColumns(next, done, rest) });
    done.add(next.name);
  }
  return steps;
}

function waitsFor(table: PortableTable, done: ReadonlySet<string>): number {
  return table.references.filter((link) => link.table !== table.name && !done.has(link.table)).length;
}

function laterColumns(
  table: PortableTable,
  done: ReadonlySet<string>,
  rest: ReadonlyMap<string, PortableTable>,
): readonly string[] {
  const open = table.references.filter(
    (link) => link.table === table.name || (!done.has(link.table) && rest.has(link.table)),
  );
  return [...new Set(open.flatMap((link) => link.columns))].filter((column) => !table.key.includes(column));
}
