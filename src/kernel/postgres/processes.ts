import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { errorCode } from "../sql.ts";

/** One process of this machine, as far as everybody may see it. */
export interface ProcessRow {
  readonly pid: number;
  readonly args: string;
}

/** The process with this pid; null when there is none or only its exit status is left (a zombie). */
export function processOf(pid: number): ProcessRow | null {
  return (process.platform === "linux" ? fromProc(pid) : fromPs(["-p", String(pid)])[0]) ?? null;
}

/** Every process whose command line or title has the tag. */
export function processesNaming(tag: string): readonly ProcessRow[] {
  const all =
    process.platform === "linux"
      ? readdirSync("/proc")
          .filter((name) => /^\d+$/.test(name))
          .map((name) => fromProc(Number(name)))
      : fromPs(["-ax"]);
  return all.filter((row): row is ProcessRow => row?.args.includes(tag) === true && row.pid !== process.pid);
}

/** Sends a signal; false when the process is gone already. */
export function signal(pid: number, name: "SIGINT" | "SIGQUIT" | "SIGKILL"): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if (errorCode(error) === "ESRCH") return false;
    throw error;
  }
}

/** A zombie has an empty command line, so it is no process here. */
function fromProc(pid: number): ProcessRow | null {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return args === "" ? null : { pid, args };
  } catch (error) {
    if (["ENOENT", "ESRCH", "EACCES", "EPERM"].includes(errorCode(error))) return null;
    throw error;
  }
}

function fromPs(selection: readonly string[]): readonly ProcessRow[] {
  return psOutput(selection)
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && match[2]?.startsWith("Z") !== true)
    .map((match) => ({ pid: Number(match?.[1]), args: match?.[3] ?? "" }));
}

/** `ps -p` exits 1 when there is no such process; that is an answer. */
function psOutput(selection: readonly string[]): string {
  try {
    return execFileSync("ps", [...selection, "-ww", "-o", "pid=,stat=,args="], { encoding: "utf8" });
  } catch (error) {
    if ((error as { status?: unknown }).status === 1) return "";
    throw error;
  }
}
