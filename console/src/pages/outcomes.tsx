import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { outcomeKinds } from "../parts/choices.ts";
import { Empty } from "../parts/empty.tsx";
import { Choice } from "../parts/fields.tsx";
import { shortId } from "../parts/id-chip.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { Status } from "../parts/status.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";
import { counted, wordFor } from "../parts/words.ts";

type Outcome = ItemOf<"outcomes.list">;

const columns: readonly Column<Outcome>[] = [
  { head: "Outcome", width: "13rem", cell: (row) => <Status code={row.kind} /> },
  {
    head: "Contact",
    width: "12rem",
    cell: (row) =>
      row.contactId === null ? (
        <span className="text-ink-3">account only</span>
      ) : (
        <Link to="/contacts/$id" params={{ id: row.contactId }} className="row-link font-mono text-xs">
          {shortId(row.contactId)}
        </Link>
      ),
  },
  { head: "Amount", width: "9rem", isRight: true, cell: (row) => <Amount row={row} /> },
  { head: "Touches before", width: "9rem", cell: (row) => counted(row.touches.length, "touch", "touches") },
  { head: "Segments", cell: (row) => <span className="text-ink-2">{row.segments.join(", ")}</span> },
  { head: "Source", width: "8rem", cell: (row) => <span className="text-ink-2">{row.source}</span> },
  { head: "When", width: "8rem", isRight: true, cell: (row) => <When at={row.occurredAt} /> },
];

/** What came of it: replies, meetings, deals, each tied to the touches before it. */
export function OutcomesPage(): ReactNode {
  const [state, change] = useUrlState();
  const kind = oneOf(state["kind"], outcomeKinds);
  return (
    <>
      <PageHeader title="Outcomes">
        <Choice
          label="Kind"
          all="Every outcome"
          value={kind}
          options={outcomeKinds.map((one) => [one, wordFor(one).word])}
          onChange={(value) => change({ kind: value })}
        />
      </PageHeader>
      <PagedTable
        label="Outcomes"
        operation="outcomes.list"
        input={{ limit: 100, ...(kind === undefined ? {} : { kind }) }}
        columns={columns}
        rowKey={(row) => row.id}
        minWidth="min-w-[52rem]"
        empty={
          <Empty title="Nothing came of it yet">
            Replies, meetings, no-shows and deals appear here, and change the scores of whom they are about.
          </Empty>
        }
      />
    </>
  );
}

function Amount({ row }: { readonly row: Outcome }): ReactNode {
  if (row.amountMinor === null || row.currency === null || row.kind === "deal_lost")
    return <span className="text-ink-3">–</span>;
  return new Intl.NumberFormat("en", { style: "currency", currency: row.currency, maximumFractionDigits: 0 }).format(
    row.amountMinor / 100,
  );
}
