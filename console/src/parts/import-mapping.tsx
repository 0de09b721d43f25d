import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { spelledField } from "./words.ts";

/** How the columns of an import were read. */
export function ImportMapping({ batch }: { readonly batch: AnswerOf<"imports.get"> }): ReactNode {
  return (
    <details className="panel">
      <summary className="px-4 py-2.5 text-ink-2 hover:text-ink">How its columns were read</summary>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(18rem,1fr))] gap-x-6 px-4 pb-3">
        {Object.entries(batch.mapping).map(([column, field]) => (
          <div key={column} className="flex gap-2 py-0.5">
            <dt className="truncate">{column}</dt>
            <dd className={`ml-auto shrink-0 ${field === "ignore" ? "text-ink-3" : ""}`}>
              {field === "ignore" ? "not imported" : spelledField(field)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
