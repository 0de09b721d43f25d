import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Missing } from "./empty.tsx";
import { counted } from "./words.ts";

type Preview = AnswerOf<"bulk.preview">;

/** What a change would do to a whole result: how many, who cannot and why, and how the first of them would read. */
export function BulkPreview({ preview }: { readonly preview: Preview }): ReactNode {
  const { items, changed, same, reasons, sample } = preview;
  return (
    <div className="space-y-3">
      <p>
        <b className="font-medium">{changed.toLocaleString("en")}</b> of {counted(items, "contact")} would change,{" "}
        {same.toLocaleString("en")} are so already.
      </p>
      {reasons.length === 0 ? null : (
        <ul className="space-y-1 rounded-md bg-warn-soft px-2.5 py-1.5 text-sm text-warn">
          {reasons.map(({ says, items: count }) => (
            <li key={says}>
              {counted(count, "contact")} stay as they are: {says}.
            </li>
          ))}
        </ul>
      )}
      <ul className="space-y-0.5 text-sm">
        {sample.map((one) => (
          <li key={one.id} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-2">
            <Link to="/contacts/$id" params={{ id: one.id }} className="truncate hover:underline">
              {one.name === "" ? "No name" : one.name}
            </Link>
            <span className="break-words">
              {one.before === null ? null : <s className="text-ink-3">{one.before}</s>}{" "}
              {one.after ?? <Missing says="no value" />}
            </span>
          </li>
        ))}
      </ul>
      {changed > sample.length ? (
        <p className="text-sm text-ink-3">And {counted(changed - sample.length, "more", "more")}.</p>
      ) : null}
    </div>
  );
}
