import { Link } from "@tanstack/react-router";
import Ban from "lucide-react/icons/ban";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { stoppingFields } from "./import-fields.ts";
import { counted } from "./words.ts";

type Batch = AnswerOf<"imports.get">;

/** How many rows of a file forbid contact. */
export function stopsOf(batch: Batch): number {
  return batch.kind === "suppressions" ? batch.counts.created + batch.counts.unchanged : batch.counts.optOuts;
}

/** Whom the file forbids to contact: the most important thing that it brings. */
export function ImportStops({ batch }: { readonly batch: Batch }): ReactNode {
  const stops = stopsOf(batch);
  if (stops === 0) return null;
  const columns = Object.entries(batch.mapping).flatMap(([heading, field]) =>
    stoppingFields.has(field) ? [heading] : [],
  );
  return (
    <section
      aria-label="Suppressions of this file"
      className="flex items-start gap-3 rounded-[10px] border border-bad/30 bg-bad-soft px-4 py-3"
    >
      <Ban aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" strokeWidth={2} />
      <div>
        <p className="font-semibold text-bad">
          {counted(stops, "row")}{" "}
          {batch.dryRun ? "will stop all contact" : stops === 1 ? "stops all contact" : "stop all contact"}
        </p>
        <p className="text-ink-2">
          {columns.length === 0 || batch.kind === "suppressions"
            ? ""
            : `Said by ${columns.map((one) => `“${one}”`).join(", ")}. `}
          {wordsFor(batch)} Only a person lifts a suppression.{" "}
          {batch.dryRun ? null : (
            <Link to="/suppressions" className="text-info underline">
              See suppressions
            </Link>
          )}
        </p>
      </div>
    </section>
  );
}

function wordsFor({ dryRun, state }: Batch): string {
  if (dryRun) return "Importing suppresses them at once, and undoing the import does not take that back.";
  return state === "undone"
    ? "They are suppressed, and stayed so when the import was taken back."
    : "They are suppressed, and stay so if the import is undone.";
}

/** What the reader of the file wants known. */
export function ImportNotices({ notices }: { readonly notices: readonly string[] }): ReactNode {
  if (notices.length === 0) return null;
  return (
    <section aria-label="Notices" className="panel px-4 py-2.5">
      <ul className="list-disc space-y-0.5 pl-4 text-ink-2">
        {notices.map((notice) => (
          <li key={notice}>{notice}</li>
        ))}
      </ul>
    </section>
  );
}
