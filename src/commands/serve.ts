import type { RunCommand } from "./host.ts";
import { runParts } from "./running.ts";

/** Serves the API and the console and takes in mail; another process sends. */
export const serve: RunCommand = (host, context) =>
  runParts(host, context, { name: "serve", serves: true, works: false });
