import { useCallback, useEffect, useRef, useState } from "react";

/** How long an answer can be taken back before it is told to Fairlead. */
export const undoMs = 10_000;

/** Answers that a person gave and nobody was told yet. */
export interface HeldAnswers {
  readonly ids: readonly string[];
  readonly hold: (id: string, tell: () => void) => void;
  /** Takes an answer back, the latest where none is named; says whether there was one. */
  readonly undo: (id?: string) => boolean;
}

/**
 * Keeps answers for a while before they are told: what was granted may be sent at once, so the way back lies before it. Whoever
 * leaves the page has made up their mind, and it is told; a closed window tells nothing, and the question stays open.
 */
export function useHeldAnswers(): HeldAnswers {
  const held = useRef(new Map<string, { readonly timer: number; readonly tell: () => void }>());
  const [ids, setIds] = useState<readonly string[]>([]);
  const take = useCallback((id: string) => {
    const one = held.current.get(id);
    if (one === undefined) return undefined;
    window.clearTimeout(one.timer);
    held.current.delete(id);
    setIds([...held.current.keys()]);
    return one.tell;
  }, []);
  useEffect(() => {
    const waiting = held.current;
    return () => {
      for (const { timer, tell } of waiting.values()) {
        window.clearTimeout(timer);
        tell();
      }
      waiting.clear();
    };
  }, []);
  const hold = useCallback(
    (id: string, tell: () => void) => {
      take(id);
      held.current.set(id, { timer: window.setTimeout(() => take(id)?.(), undoMs), tell });
      setIds([...held.current.keys()]);
    },
    [take],
  );
  const undo = useCallback(
    (id?: string) => {
      const latest = id ?? [...held.current.keys()].at(-1);
      return latest !== undefined && take(latest) !== undefined;
    },
    [take],
  );
  return { ids, hold, undo };
}
