import type { ReactNode } from "react";
import { isGoingOn } from "../api/imports.ts";
import type { AnswerOf } from "../api/operations.ts";
import { ImportOutcomes } from "./import-outcomes.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { ImportNotices, ImportStops } from "./import-stops.tsx";

/** An import or dry run as far as it is: progress, whom it stops, what became of each row. */
export function ImportResult(props: {
  readonly batch: AnswerOf<"imports.get">;
  readonly lines?: ReadonlyMap<number, string>;
}): ReactNode {
  const { batch, lines } = props;
  return (
    <>
      {isGoingOn(batch.state) ? <ImportProgress batch={batch} /> : null}
      {batch.failure === null ? null : (
        <section role="alert" className="rounded-[10px] border border-bad/30 bg-bad-soft px-4 py-3">
          <p className="font-semibold text-bad">The import stopped</p>
          <p className="text-ink-2">{batch.failure}</p>
        </section>
      )}
      <ImportStops batch={batch} />
      <ImportNotices notices={batch.notices} />
      {isWithoutRows(batch) ? null : <ImportOutcomes batch={batch} {...(lines === undefined ? {} : { lines })} />}
    </>
  );
}

/** Nothing to show yet, or no more: the contacts of an import that was taken back may be gone. */
function isWithoutRows({ state, counts }: AnswerOf<"imports.get">): boolean {
  return state === "undone" || state === "undoing" || (state === "running" && counts.rows === 0);
}
