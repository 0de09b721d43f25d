import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf, ItemOf } from "../api/operations.ts";
import { Empty } from "./empty.tsx";
import { AccountName, ContactName } from "./entity-name.tsx";
import { type Column, PagedTable } from "./paged-table.tsx";
import { oneOf, useUrlState } from "./url-state.ts";
import { spelled } from "./words.ts";

type Batch = AnswerOf<"imports.get">;
type Row = ItemOf<"imports.rows">;
type Outcome = Row["outcome"];

const outcomes = ["create", "update", "merge", "unchanged", "review", "reject"] as const satisfies readonly Outcome[];

const told: Readonly<
  Record<Outcome, { readonly count: keyof Batch["counts"]; readonly did: string; readonly will: string }>
> = {
  create: { count: "created", did: "Created", will: "To create" },
  update: { count: "updated", did: "Updated", will: "To update" },
  merge: { count: "merged", did: "Merged into", will: "To merge into" },
  unchanged: { count: "unchanged", did: "Unchanged", will: "Unchanged" },
  review: { count: "review", did: "For review", will: "For review" },
  reject: { count: "rejected", did: "Rejected", will: "To reject" },
};

const none: Readonly<Record<Outcome, string>> = {
  create: "No row is anybody new.",
  update: "No row changes what is known already.",
  merge: "No row is somebody under another record.",
  unchanged: "No row says what its source said before.",
  review: "No row needs a person to say who it is.",
  reject: "Every row can be read.",
};

/** What became of the rows, or will: a count for each fate, and the rows of the one chosen. */
export function ImportOutcomes(props: {
  readonly batch: Batch;
  readonly lines?: ReadonlyMap<number, string>;
}): ReactNode {
  const { batch, lines } = props;
  const [state, change] = useUrlState();
  const shown = oneOf(state["rows"], outcomes) ?? outcomes.find((one) => batch.counts[told[one].count] > 0) ?? "create";
  return (
    <section aria-label="What became of the rows" className="panel flex h-[30rem] flex-col overflow-hidden">
      <fieldset aria-label="Fate" className="grid shrink-0 grid-cols-6 border-b border-line">
        {outcomes.map((outcome) => (
          <FateButton
            key={outcome}
            label={batch.dryRun ? told[outcome].will : told[outcome].did}
            count={batch.counts[told[outcome].count]}
            isShown={outcome === shown}
            isBad={outcome === "reject"}
            onShow={() => change({ rows: outcome })}
          />
        ))}
      </fieldset>
      <PagedTable
        key={shown}
        label={`Rows: ${told[shown].did}`}
        operation="imports.rows"
        cursor="cursor"
        input={{ importId: batch.id, outcome: shown, limit: 100 }}
        columns={columnsOf(batch, lines)}
        rowKey={(row) => `${row.row}`}
        empty={
          <Empty title="No such row" isSmall>
            {none[shown]}
          </Empty>
        }
      />
    </section>
  );
}

function FateButton(props: {
  readonly label: string;
  readonly count: number;
  readonly isShown: boolean;
  readonly isBad: boolean;
  readonly onShow: () => void;
}): ReactNode {
  const tone = props.count === 0 ? "text-ink-3" : props.isBad ? "text-bad" : "";
  return (
    <button
      type="button"
      aria-pressed={props.isShown}
      onClick={props.onShow}
      className={`border-b-2 px-4 pt-2.5 pb-2 text-left -outline-offset-2 hover:bg-sunken ${props.isShown ? "border-ink" : "border-transparent"}`}
    >
      <span className={`number block text-xl font-medium ${tone}`}>{props.count.toLocaleString("en")}</span>
      <span className={`text-sm ${props.isShown ? "font-medium" : "text-ink-2"}`}>{props.label}</span>
    </button>
  );
}

function columnsOf(batch: Batch, lines: ReadonlyMap<number, string> | undefined): readonly Column<Row>[] {
  const inFile: Column<Row> = {
    head: "In the file",
    cell: (row) => <span title={lines?.get(row.row)}>{lines?.get(row.row) ?? "…"}</span>,
  };
  return [
    { head: "Line", width: "6.5rem", cell: (row) => <span className="number text-ink-3">{row.row}</span> },
    ...(lines === undefined ? [] : [inFile]),
    { head: batch.dryRun ? "Would be" : "Is", width: "34%", cell: (row) => <Whom row={row} isDryRun={batch.dryRun} /> },
    { head: "Because", width: lines === undefined ? "50%" : "30%", cell: (row) => <Because row={row} /> },
  ];
}

function Whom({ row, isDryRun }: { readonly row: Row; readonly isDryRun: boolean }): ReactNode {
  // An import that was taken back leaves the id that its contact had, and would have again.
  if (isDryRun && row.outcome === "create") return <span className="text-ink-3">new</span>;
  if (row.contactId !== null) return <ContactName id={row.contactId} />;
  if (row.accountId !== null) return <AccountName id={row.accountId} />;
  if (row.intoRow !== null) return <span className="text-ink-2">the same as line {row.intoRow}</span>;
  return <span className="text-ink-3">{row.outcome === "reject" ? "handed back" : "new"}</span>;
}

function Because({ row }: { readonly row: Row }): ReactNode {
  const said = row.message ?? (row.code === null ? null : spelled(row.code));
  if (said !== null) return <span title={said}>{said}</span>;
  if (row.outcome === "review")
    return (
      <Link to="/reviews" className="above-row-link text-info hover:underline">
        a person has to say who it is
      </Link>
    );
  if (row.intoRow !== null && row.contactId !== null)
    return <span className="text-ink-3">with line {row.intoRow}</span>;
  return <span className="text-ink-3">–</span>;
}
