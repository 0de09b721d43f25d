import type { RunCommand } from "./host.ts";
import { runParts } from "./running.ts";

/** Sends what is due and signs the audit log; another process serves. */
export const work: RunCommand = (host, context) =>
  runParts(host, context, { name: "work", serves: false, works: true });
