import type { RunCommand } from "./host.ts";
import { runParts } from "./running.ts";

/** Serves and works in one process: the whole product. */
export const start: RunCommand = (host, context) =>
  runParts(host, context, { name: "start", serves: true, works: true });
