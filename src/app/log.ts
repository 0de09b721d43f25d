/** One line of JSON per event on standard error: ids, codes and counts, never a secret or the text of a message. */
export type Log = (
  level: "debug" | "info" | "warn" | "error",
  event: string,
  fields?: Readonly<Record<string, unknown>>,
) => void;

/** A log that writes lines; `silent` writes errors only. */
export function createLog(options: {
  readonly level: "silent" | "info" | "debug";
  readonly process: string;
  readonly write: (line: string) => void;
  readonly wall: () => number;
}): Log {
  const rank = { debug: 0, info: 1, warn: 2, error: 3 } as const;
  const floor = options.level === "silent" ? 3 : options.level === "info" ? 1 : 0;
  return (level, event, fields = {}) => {
    if (rank[level] < floor) return;
    options.write(
      `${JSON.stringify({ at: new Date(options.wall()).toISOString(), level, process: options.process, event, ...fields })}\n`,
    );
  };
}
