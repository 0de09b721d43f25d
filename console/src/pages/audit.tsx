import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask, type InputOf, type ItemOf } from "../api/operations.ts";
import { Empty } from "../parts/empty.tsx";
import { Choice, TextField } from "../parts/fields.tsx";
import { shortId } from "../parts/id-chip.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { pageOfId } from "../parts/page-of.ts";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { recordFamiliesOf } from "../parts/record-families.ts";
import { RecordPanel } from "../parts/record-panel.tsx";
import { Status } from "../parts/status.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";
import { spelled } from "../parts/words.ts";

type Entry = ItemOf<"audit.list">;

/** The log of everything, newest first, as it lies under the signed checkpoint; a row opens its record and proof. */
export function AuditPage(): ReactNode {
  const [state, change] = useUrlState();
  const checkpoint = useQuery({ ...ask("audit.checkpoint", {}), refetchInterval: 5_000 }).data;
  const chosen = state["record"];
  return (
    <>
      <PageHeader
        title="Audit"
        says={
          checkpoint === undefined ? (
            ""
          ) : (
            <span title={checkpoint.root}>
              {checkpoint.size.toLocaleString("en")} entries under the signed checkpoint
              {checkpoint.pending === 0 ? "" : `, ${checkpoint.pending} being signed`}
            </span>
          )
        }
      >
        <Choice
          label="Family"
          all="Every family"
          value={state["family"]}
          options={recordFamiliesOf.map((family) => [family, spelled(family)])}
          onChange={(family) => change({ family })}
        />
        <TextField
          aria-label="About an id"
          placeholder="Contact, action, message or actor id"
          value={state["about"] ?? ""}
          onChange={(event) => change({ about: event.target.value })}
          className="w-72 font-mono text-sm"
        />
      </PageHeader>
      <div
        className={`grid min-h-0 grow ${chosen === undefined ? "" : "lg:grid-cols-[minmax(0,1fr)_minmax(24rem,30rem)]"}`}
      >
        <div className="flex min-h-0 flex-col">
          <PagedTable
            label="Audit records"
            operation="audit.list"
            refreshMs={5_000}
            input={inputOf(state)}
            columns={columnsFor(chosen)}
            rowKey={(entry) => entry.record.id}
            isActive={(entry) => entry.record.id === chosen}
            empty={
              <Empty title="No such record">
                Every decision, approval, send, reply and change leaves a record that cannot be edited without it
                showing.
              </Empty>
            }
          />
        </div>
        {chosen === undefined ? null : (
          <RecordPanel recordId={chosen as `aud_${string}`} onClose={() => change({ record: undefined })} />
        )}
      </div>
    </>
  );
}

function inputOf(state: Readonly<Record<string, string | undefined>>): InputOf<"audit.list"> {
  const about = state["about"]?.trim() ?? "";
  const field = { con: "contactId", acc: "accountId", act: "actionId", msg: "messageId" }[about.slice(0, 3)] ?? "actor";
  return {
    limit: 100,
    ...(state["family"] ? { type: `${state["family"]}.*` } : {}),
    ...(state["outcome"] ? { outcome: state["outcome"] } : {}),
    ...(about === "" || (field !== "actor" && pageOfId(about) === undefined) ? {} : { [field]: about }),
  };
}

function columnsFor(chosen: string | undefined): readonly Column<Entry>[] {
  const columns: readonly Column<Entry>[] = [
    {
      head: "Entry",
      width: "6rem",
      cell: (entry) => <span className="font-mono text-xs text-ink-3">#{entry.index}</span>,
    },
    {
      head: "What",
      width: "34%",
      cell: ({ record }) => (
        <Link to="/audit" search={(before) => ({ ...before, record: record.id })} className="row-link">
          <span className="font-medium">{spelled(record.type)}</span>
        </Link>
      ),
    },
    { head: "Result", width: "11rem", cell: ({ record }) => <Result record={record} /> },
    {
      head: "Actor",
      cell: ({ record }) => (
        <span className="text-ink-2" title={record.actor.id}>
          {record.actor.kind} <span className="font-mono text-xs text-ink-3">{shortId(record.actor.id)}</span>
        </span>
      ),
    },
    { head: "About", cell: ({ record }) => <About record={record} /> },
    { head: "At", width: "8rem", isRight: true, cell: ({ record }) => <When at={record.at} /> },
  ];
  return chosen === undefined
    ? columns
    : columns.filter((column) => column.head !== "About" && column.head !== "Actor");
}

function Result({ record }: { readonly record: Entry["record"] }): ReactNode {
  const code = record.decision?.outcome ?? record.approval?.state ?? record.message?.state ?? record.outcome?.class;
  return code === undefined ? <span className="text-ink-3">–</span> : <Status code={code} />;
}

function About({ record }: { readonly record: Entry["record"] }): ReactNode {
  const { contact, action, account } = record.subject ?? {};
  const id = action ?? contact ?? account;
  const page = id === undefined ? undefined : pageOfId(id);
  if (id === undefined || page === undefined) return <span className="text-ink-3">–</span>;
  return (
    <Link to={page} className="above-row-link font-mono text-xs text-ink-2 hover:underline">
      {shortId(id)}
    </Link>
  );
}
