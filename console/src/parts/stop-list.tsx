import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { InputOf, ItemOf } from "../api/operations.ts";
import { Empty } from "./empty.tsx";
import { type Column, PagedTable } from "./paged-table.tsx";
import { Status } from "./status.tsx";
import { When } from "./when.tsx";

type Stop = ItemOf<"stops.list">;

const columns: readonly Column<Stop>[] = [
  {
    head: "Contact",
    width: "24%",
    cell: (stop) => (
      <Link to="/actions/$id" params={{ id: stop.id }} className="row-link">
        <span className="font-medium">{stop.contact.name}</span>
        {stop.contact.accountName === null ? null : <span className="text-ink-3"> · {stop.contact.accountName}</span>}
      </Link>
    ),
  },
  { head: "State", width: "9.5rem", cell: (stop) => <Status code={stop.state} /> },
  {
    head: "Why",
    cell: (stop) => (
      <span title={stop.reasons.map((reason) => `${reason.code}: ${reason.says}`).join("\n")}>
        <span className="font-mono text-xs font-medium">{stop.code}</span>{" "}
        <span className="text-ink-2">{stop.says}</span>
      </span>
    ),
  },
  {
    head: "Put off",
    width: "5rem",
    isRight: true,
    cell: (stop) => (stop.deferrals === 0 ? <span className="text-ink-3">·</span> : stop.deferrals),
  },
  { head: "Since", width: "8rem", isRight: true, cell: (stop) => <When at={stop.at} /> },
];

/** The actions behind a count of stops, newest first. */
export function StopList(props: { readonly input: InputOf<"stops.list"> }): ReactNode {
  return (
    <PagedTable
      label="Stops"
      operation="stops.list"
      refreshMs={30_000}
      input={{ ...props.input, limit: 100 }}
      columns={columns}
      rowKey={(stop) => stop.id}
      minWidth="min-w-[52rem]"
      empty={
        <Empty title="Nothing was stopped so">No action of this time was kept from being sent for this reason.</Empty>
      }
    />
  );
}
