/** A run of words that both texts have, or only one of them. */
export interface Run {
  readonly is: "same" | "added" | "gone";
  readonly text: string;
}

/** The most pairs of words that are compared; two texts of 1,500 words each are below it. */
const pairsMax = 2_500_000;

/**
 * What became of the words of a text, in the order of reading; null where the texts are too long to compare at once.
 * The longest common sequence of words, by the usual table.
 */
export function wordDiff(before: string, after: string): readonly Run[] | null {
  const [from, to] = [wordsOf(before), wordsOf(after)];
  if (from.length * to.length > pairsMax) return null;
  const lengths = commonLengths(from, to);
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      push(runs, "same", to[j] ?? "");
      i += 1;
      j += 1;
    } else if (j >= to.length || (i < from.length && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      push(runs, "gone", from[i] ?? "");
      i += 1;
    } else {
      push(runs, "added", to[j] ?? "");
      j += 1;
    }
  }
  return runs;
}

/** Words and the white space between them, each a part of its own. */
function wordsOf(text: string): readonly string[] {
  return text.split(/(\s+)/).filter((part) => part !== "");
}

function commonLengths(from: readonly string[], to: readonly string[]): readonly Uint16Array[] {
  const rows = Array.from({ length: from.length + 1 }, () => new Uint16Array(to.length + 1));
  for (let i = from.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    for (let j = to.length - 1; j >= 0 && row !== undefined; j -= 1)
      row[j] = from[i] === to[j] ? at(rows, i + 1, j + 1) + 1 : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
  }
  return rows;
}

function at(rows: readonly Uint16Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}

function push(runs: Run[], is: Run["is"], text: string): void {
  const last = runs.at(-1);
  if (last?.is === is) runs[runs.length - 1] = { is, text: last.text + text };
  else runs.push({ is, text });
}
