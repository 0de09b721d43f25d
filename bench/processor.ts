import { readdirSync, readFileSync } from "node:fs";
import type { Sql } from "../src/kernel/sql.ts";

/** Processor time of the database server's processes so far, in microseconds; null where the system does not tell. */
export async function serverCpuUs(root: Sql): Promise<number | null> {
  const [row] = await root<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const postmaster = statOf(row?.pid ?? 0)?.parent;
  if (postmaster === undefined) return null;
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const own = all.flatMap((pid) => statOf(Number(pid)) ?? []).filter(({ parent }) => parent === postmaster);
  return own.reduce((sum, { cpuUs }) => sum + cpuUs, 0);
}

/** Parent and processor time of a process, by Linux's `/proc`, whose clock ticks a hundred times a second. */
function statOf(pid: number): { readonly parent: number; readonly cpuUs: number } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), cpuUs: (Number(fields[11]) + Number(fields[12])) * 10_000 };
  } catch {
    return undefined;
  }
}
