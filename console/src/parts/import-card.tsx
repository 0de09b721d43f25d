import type { ReactNode } from "react";
import { askNow, type ItemOf } from "../api/operations.ts";
import { Button } from "./button.tsx";
import { IdChip } from "./id-chip.tsx";
import { saveText } from "./save-text.ts";
import { StatusPill } from "./status.tsx";
import { When } from "./when.tsx";
import { spelledField } from "./words.ts";

type Batch = ItemOf<"imports.list">;

const counts = [
  ["rows", "Rows"],
  ["contacts", "Contacts"],
  ["accounts", "Accounts"],
  ["created", "Created"],
  ["updated", "Updated"],
  ["merged", "Merged"],
  ["review", "To review"],
  ["optOuts", "Opt-outs"],
  ["warned", "With warnings"],
  ["rejected", "Rejected"],
] as const;

/** One file: its counts, how its columns were read, and the way to its rejected rows. */
export function ImportCard({ batch }: { readonly batch: Batch }): ReactNode {
  const { id } = batch;
  const saveRejects = async () => {
    if (id === null) return;
    const { filename, csv } = await askNow("imports.rejects", { importId: id });
    saveText(filename, csv);
  };
  return (
    <article aria-label={batch.filename} className="panel">
      <header className="flex flex-wrap items-center gap-3 px-4 pt-3 pb-2">
        <h2 className="truncate font-semibold">{batch.filename}</h2>
        <StatusPill code={batch.dryRun ? "dry_run" : batch.state} />
        {id === null ? <span className="text-ink-3">nothing was kept</span> : <IdChip id={id} />}
        <span className="text-ink-3">{batch.source.name}</span>
        <span className="ml-auto text-sm text-ink-3">
          <When at={batch.createdAt} />
        </span>
        {id === null || batch.counts.rejected === 0 ? null : (
          <Button onClick={() => void saveRejects()}>Rejected rows as CSV</Button>
        )}
      </header>
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(5.5rem,1fr))] gap-y-2 px-4 pb-3">
        {counts.map(([name, label]) => (
          <div key={name}>
            <dt className="text-sm text-ink-3">{label}</dt>
            <dd className={`number text-lg font-medium ${batch.counts[name] === 0 ? "text-ink-3" : ""}`}>
              {batch.counts[name].toLocaleString("en")}
            </dd>
          </div>
        ))}
      </dl>
      {batch.notices.length === 0 ? null : (
        <ul className="border-t border-line px-4 py-2 text-ink-2">
          {batch.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      )}
      <details className="border-t border-line">
        <summary className="px-4 py-2 text-sm text-ink-2 hover:text-ink">How its columns were read</summary>
        <dl className="grid grid-cols-[repeat(auto-fill,minmax(18rem,1fr))] gap-x-6 px-4 pb-3">
          {Object.entries(batch.mapping).map(([column, field]) => (
            <div key={column} className="flex gap-2 py-0.5">
              <dt className="truncate">{column}</dt>
              <dd className={`ml-auto shrink-0 ${field === "ignore" ? "text-ink-3" : ""}`}>{spelledField(field)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </article>
  );
}
