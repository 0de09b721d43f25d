import { parentPort, workerData } from "node:worker_threads";
import { done, type NormaliserAnswer, type NormaliserStart, type NormaliserTask } from "./normaliser.ts";

/** A thread that normalises blocks of rows: it reads no file and no database, and answers in the order in which it is asked. */
parentPort?.on("message", (task: NormaliserTask) => {
  try {
    const answer = done(workerData as NormaliserStart, task);
    const transfer = "stage" in answer ? [answer.stage.buffer as ArrayBuffer, answer.keys.buffer as ArrayBuffer] : [];
    parentPort?.postMessage({ id: task.id, answer } satisfies NormaliserAnswer, transfer);
  } catch (error) {
    const says = error instanceof Error ? (error.stack ?? error.message) : String(error);
    parentPort?.postMessage({ id: task.id, error: says } satisfies NormaliserAnswer);
  }
});
