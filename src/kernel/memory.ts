/** How V8 is asked to collect, in a process that was started with `--expose-gc`. */
type Collect = (how: { readonly type: "major"; readonly execution: "sync"; readonly flavor: "last-resort" }) => void;

/**
 * Collects all that nobody holds and gives its pages back to the system, between phases of which each needs memory of its own:
 * V8 keeps what the one before left behind as long as it sees no need. Takes a tenth of a second. Does nothing in a process that was
 * not started by `bin/bounded.mjs`.
 */
export function tidyMemory(): void {
  (globalThis as { readonly gc?: Collect }).gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
}
