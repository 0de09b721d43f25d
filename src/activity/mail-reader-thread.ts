import { parentPort } from "node:worker_threads";
import { readMailHere } from "./read-mail.ts";

/** A thread that reads mail: it knows no database and no clock, and answers one mail at a time. */
parentPort?.on("message", (raw: Uint8Array) => {
  void readMailHere(raw).then((read) => parentPort?.postMessage(read));
});
parentPort?.postMessage("ready");
