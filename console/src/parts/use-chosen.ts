import { useHotkeys } from "./hotkeys.ts";
import { useUrlState } from "./url-state.ts";

/** The row of a list that a page works on, and the ways to another one. */
export interface Chosen<Item> {
  /** The row that the address names, else the first; undefined where there is none. */
  readonly item: Item | undefined;
  readonly choose: (id: string) => void;
  /** After a row was dealt with: the one behind it, or the one before where it was the last. */
  readonly goOn: () => void;
}

/** Keeps the chosen row in the address; `j` and `k` choose the next and the one before. */
export function useChosen<Item extends { readonly id: string }>(items: readonly Item[]): Chosen<Item> {
  const [state, change] = useUrlState();
  const at = Math.max(
    0,
    items.findIndex((item) => item.id === state["id"]),
  );
  const chooseAt = (index: number) => change({ id: items[Math.min(Math.max(index, 0), items.length - 1)]?.id });
  useHotkeys({ j: () => chooseAt(at + 1), k: () => chooseAt(at - 1) });
  return {
    item: items[at],
    choose: (id) => change({ id }),
    goOn: () => change({ id: items[at + 1]?.id ?? items[at - 1]?.id }),
  };
}
