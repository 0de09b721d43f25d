import { createHash, type Hash } from "node:crypto";

/** What one table came to. */
export interface TableSum {
  readonly rows: number;
  readonly sha256: string;
}

/** Adds rows up as they pass by; the same rows in the same order give the same sum. */
export interface TableSummer {
  add(texts: readonly string[]): void;
  sum(): TableSum;
}

export function tableSummer(): TableSummer {
  const hash: Hash = createHash("sha256");
  let rows = 0;
  return {
    add: (texts) => {
      rows += texts.length;
      for (const text of texts) hash.update(text).update("\n");
    },
    sum: () => ({ rows, sha256: hash.digest("hex") }),
  };
}

/** One value for a whole workspace: equal where every table has equal rows. A table without rows adds nothing, so that a newer schema changes nothing. */
export function fingerprintOf(sums: ReadonlyMap<string, TableSum>): string {
  const lines = [...sums].flatMap(([name, { rows, sha256 }]) => (rows === 0 ? [] : [`${name} ${rows} ${sha256}\n`]));
  return createHash("sha256").update(lines.sort().join("")).digest("hex");
}
