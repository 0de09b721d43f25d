import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isGoingOn } from "../api/imports.ts";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Button } from "../parts/button.tsx";
import { Empty } from "../parts/empty.tsx";
import { useHotkeys } from "../parts/hotkeys.ts";
import { kindLabel } from "../parts/import-fields.ts";
import { PageHeader } from "../parts/page-header.tsx";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { ProgressBar } from "../parts/progress-bar.tsx";
import { Status } from "../parts/status.tsx";
import { When } from "../parts/when.tsx";

type Batch = ItemOf<"imports.list">;

/** Files taken in: what became of their rows, and the rows handed back. */
export function ImportsPage(): ReactNode {
  const navigate = useNavigate();
  const may = useMay("imports:write");
  const begin = () => void navigate({ to: "/imports/new" });
  useHotkeys({ n: () => (may ? begin() : false) });
  return (
    <>
      <PageHeader title="Imports" says="Good rows are kept, bad rows are handed back with reasons">
        {may ? (
          <Button look="primary" hotkey="n" onClick={begin}>
            Import a file
          </Button>
        ) : null}
      </PageHeader>
      <PagedTable
        label="Imports"
        operation="imports.list"
        cursor="cursor"
        input={{ limit: 100 }}
        refreshMs={5_000}
        columns={columns}
        rowKey={(batch) => batch.id}
        minWidth="min-w-[64rem]"
        empty={
          <Empty title="Nothing was imported yet">
            Export your contacts from a CRM as CSV, then{" "}
            <Link to="/imports/new" className="text-info underline">
              import the file
            </Link>
            . Headings of HubSpot, Salesforce and Apollo are understood as they are, and a dry run shows what would
            become of every row.
          </Empty>
        }
      />
    </>
  );
}

const count = (name: keyof Batch["counts"], head: string, tone = ""): Column<Batch> => ({
  head,
  width: "6rem",
  isRight: true,
  cell: (batch) => <Count batch={batch} value={batch.counts[name]} tone={tone} />,
});

const columns: readonly Column<Batch>[] = [
  {
    head: "File",
    cell: (batch) => (
      <Link to="/imports/$id" params={{ id: batch.id }} className="row-link">
        <span className="font-medium">{batch.filename}</span>
        <span className="text-ink-3"> · {batch.source.name}</span>
      </Link>
    ),
  },
  { head: "Kind", width: "7.5rem", cell: (batch) => kindLabel(batch.kind) },
  { head: "State", width: "10rem", cell: (batch) => <State batch={batch} /> },
  count("rows", "Rows"),
  count("created", "Created"),
  count("updated", "Updated"),
  count("merged", "Merged"),
  count("optOuts", "Opt-outs", "text-bad"),
  count("rejected", "Rejected", "text-warn"),
  { head: "When", width: "8rem", isRight: true, cell: (batch) => <When at={batch.createdAt} /> },
];

function Count(props: { readonly batch: Batch; readonly value: number; readonly tone: string }): ReactNode {
  const tone = props.value === 0 ? "text-ink-3" : props.tone;
  return (
    <span className={`number ${tone} ${props.batch.state === "undone" ? "line-through" : ""}`}>
      {props.value.toLocaleString("en")}
    </span>
  );
}

function State({ batch }: { readonly batch: Batch }): ReactNode {
  if (!isGoingOn(batch.state)) return <Status code={batch.state} />;
  return (
    <span className="flex items-center">
      <ProgressBar label={batch.filename} done={batch.progress.rowsDone} total={batch.progress.rowsTotal} />
    </span>
  );
}
