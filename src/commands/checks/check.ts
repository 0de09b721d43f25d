/** One thing that was looked at: well, worth knowing, or in the way. */
export interface Check {
  readonly name: string;
  readonly state: "ok" | "warn" | "fail";
  readonly says: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** All is well. */
export function ok(name: string, says: string): Check {
  return { name, state: "ok", says };
}

/** It works, but somebody should know. */
export function warn(name: string, says: string, mend: string): Check {
  return { name, state: "warn", says, mend };
}

/** It does not work until this is mended. */
export function fail(name: string, says: string, mend: string): Check {
  return { name, state: "fail", says, mend };
}

/** What a person reads. */
export function checksText(checks: readonly Check[]): string {
  const width = Math.max(0, ...checks.map((check) => check.name.length));
  const lines = checks.flatMap(({ state, name, says, mend }) => {
    const line = `${state.padEnd(4)}  ${name.padEnd(width)}  ${says}`;
    return mend === undefined ? [line] : [line, `${" ".repeat(width + 8)}→ ${mend}`];
  });
  const [fails, warns] = ["fail", "warn"].map((state) => checks.filter((check) => check.state === state).length);
  const sum =
    fails === 0 && warns === 0 ? "all is well" : `${counted(fails ?? 0, "failure")}, ${counted(warns ?? 0, "warning")}`;
  return `${lines.join("\n")}\n\n${sum}\n`;
}

/** What a program reads. */
export function checksJson(checks: readonly Check[]): string {
  return `${JSON.stringify({ ok: isWell(checks), checks }, null, 2)}\n`;
}

/** Whether nothing is in the way. */
export function isWell(checks: readonly Check[]): boolean {
  return checks.every((check) => check.state !== "fail");
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
