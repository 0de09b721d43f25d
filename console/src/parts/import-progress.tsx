import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { span } from "./when.tsx";

type Batch = AnswerOf<"imports.get">;

const phases: Readonly<Record<Batch["progress"]["phase"], string>> = {
  read: "Reading the rows",
  accounts: "Settling accounts",
  load: "Loading the records",
  resolve: "Deciding who is who",
  undo: "Taking it back",
  done: "Finishing",
};

/** How far an import is: its phase, rows and rate. It goes on without this page. */
export function ImportProgress({ batch }: { readonly batch: Batch }): ReactNode {
  const { phase, rowsDone, rowsTotal, rowsPerSecond } = batch.progress;
  const isLeft = rowsTotal !== null && rowsPerSecond > 0 && rowsDone < rowsTotal;
  return (
    <section aria-label="Progress" className="panel px-4 py-3">
      <p className="mb-2 flex items-baseline gap-3">
        <span className="font-semibold">{batch.dryRun ? `Trying: ${phases[phase].toLowerCase()}` : phases[phase]}</span>
        <span className="number text-ink-2">
          {rowsDone.toLocaleString("en")}
          {rowsTotal === null ? "" : ` of ${rowsTotal.toLocaleString("en")}`} {phase === "resolve" ? "records" : "rows"}
        </span>
        {rowsPerSecond === 0 ? null : (
          <span className="number ml-auto text-ink-3">
            {rowsPerSecond.toLocaleString("en")} a second
            {isLeft ? `, about ${span(((rowsTotal - rowsDone) / rowsPerSecond) * 1000)} left` : ""}
          </span>
        )}
      </p>
      <ProgressBar label={phases[phase]} done={rowsDone} total={rowsTotal} />
      <p className="mt-2 text-sm text-ink-3">It goes on without this page: come back any time.</p>
    </section>
  );
}
