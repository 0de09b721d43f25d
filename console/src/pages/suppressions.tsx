import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { ActorName } from "../parts/actor-name.tsx";
import { Empty } from "../parts/empty.tsx";
import { Choice, Tabs } from "../parts/fields.tsx";
import { shortId } from "../parts/id-chip.tsx";
import { LiftForm } from "../parts/lift-form.tsx";
import { Modal } from "../parts/modal.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { pageOfId } from "../parts/page-of.ts";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { Status } from "../parts/status.tsx";
import { Because } from "../parts/suppression-because.tsx";
import { SuppressionFiles } from "../parts/suppression-files.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";
import { wordFor } from "../parts/words.ts";

type Suppression = ItemOf<"suppressions.list">;

const scopes = ["account", "address", "contact", "domain", "phone"] as const;
const reasons = ["complaint", "do_not_contact", "hard_bounce", "left_company", "negative", "unsubscribed"] as const;

/** Who and what is never contacted, why, and since when. */
export function SuppressionsPage(): ReactNode {
  const [state, change] = useUrlState();
  const [lifting, setLifting] = useState<Suppression | null>(null);
  const mayLift = useMay("suppressions:lift");
  const reason = oneOf(state["reason"], reasons);
  const scope = oneOf(state["scope"], scopes);
  const isWithLifted = state["lifted"] === "shown";
  const q = state["q"]?.trim() ?? "";
  const find = q.includes("@") ? { address: q } : q.includes(".") ? { domain: q } : {};
  return (
    <>
      <PageHeader title="Suppressions" says="Permanent until a person lifts them">
        <SearchField
          label="Find"
          placeholder="Whole address or domain"
          value={state["q"] ?? ""}
          onChange={(value) => change({ q: value })}
        />
        <Choice
          label="What"
          all="Anything"
          value={scope}
          options={scopes.map((one) => [one, wordFor(one).word])}
          onChange={(value) => change({ scope: value })}
        />
        <Choice
          label="Reason"
          all="Any reason"
          value={reason}
          options={reasons.map((one) => [one, wordFor(one).word])}
          onChange={(value) => change({ reason: value })}
        />
        <Tabs
          label="Lifted"
          value={isWithLifted ? "shown" : "hidden"}
          options={[
            ["hidden", "In force"],
            ["shown", "With lifted"],
          ]}
          onChange={(value) => change({ lifted: value === "shown" ? value : undefined })}
        />
        <SuppressionFiles />
      </PageHeader>
      <PagedTable
        label="Suppressions"
        operation="suppressions.list"
        input={{
          limit: 100,
          ...find,
          ...(isWithLifted ? { includeLifted: true } : {}),
          ...(scope === undefined ? {} : { scope }),
          ...(reason === undefined ? {} : { reason }),
          ...(state["contactId"] ? { contactId: state["contactId"] as `con_${string}` } : {}),
        }}
        columns={[
          ...columns,
          {
            head: "Do",
            hidesHead: true,
            width: isWithLifted ? "14rem" : "5.5rem",
            isRight: true,
            cell: (row) => <Lift row={row} may={mayLift} onLift={setLifting} />,
          },
        ]}
        rowKey={(row) => row.id}
        minWidth="min-w-[70rem]"
        empty={
          <Empty title="Nobody is suppressed here">
            Opt-outs, complaints, hard bounces and do-not-contact columns of imports appear here by themselves, and
            follow the person through merges and re-imports.
          </Empty>
        }
      />
      <Modal label="Lift" isOpen={lifting !== null} onClose={() => setLifting(null)}>
        {lifting === null ? null : <LiftForm suppression={lifting} onClose={() => setLifting(null)} />}
      </Modal>
    </>
  );
}

const columns: readonly Column<Suppression>[] = [
  { head: "Reason", width: "9rem", cell: (row) => <Status code={row.reason} /> },
  { head: "Whom", cell: (row) => <Whom row={row} /> },
  { head: "Stops", width: "6rem", cell: (row) => (row.purpose === "all" ? "everything" : "outreach") },
  { head: "Because of", width: "14%", cell: (row) => <Because row={row} /> },
  { head: "From", width: "7rem", cell: (row) => <Source row={row} /> },
  { head: "By", width: "8.5rem", cell: (row) => <ActorName kind={row.createdBy.kind} id={row.createdBy.id} /> },
  { head: "Since", width: "8rem", isRight: true, cell: (row) => <When at={row.createdAt} /> },
];

function Whom({ row }: { readonly row: Suppression }): ReactNode {
  // A contact or account is hinted at by its id; a key by its end.
  const isId = row.hint === row.contactId || row.hint === row.accountId;
  const id = row.contactId ?? row.accountId;
  const page = id === null ? undefined : pageOfId(id);
  return (
    <>
      <span className="font-medium">{isId ? `Whole ${row.scope}` : row.hint}</span>
      {isId ? null : <span className="text-ink-3"> {row.scope}</span>}
      {id === null || page === undefined ? null : (
        <Link to={page} className="ml-2 font-mono text-xs text-ink-3 hover:text-ink hover:underline">
          {shortId(id)}
        </Link>
      )}
    </>
  );
}

/** What the id of a source stands for. */
const sources: Readonly<Record<string, string>> = { inb: "the mail", msg: "our message", imp: "the import" };

function Source({ row }: { readonly row: Suppression }): ReactNode {
  if (row.source === null) return <span className="text-ink-3">by hand</span>;
  const page = pageOfId(row.source);
  if (page === undefined) return <span className="text-ink-2">{row.source}</span>;
  return (
    <Link to={page} className="text-info hover:underline" title={row.source}>
      {sources[row.source.slice(0, 3)] ?? shortId(row.source)}
    </Link>
  );
}

function Lift(props: {
  readonly row: Suppression;
  readonly may: boolean;
  readonly onLift: (row: Suppression) => void;
}): ReactNode {
  const { lifted } = props.row;
  if (lifted !== null)
    return (
      <span className="block truncate text-left text-ink-3" title={`${lifted.at}: ${lifted.reason}`}>
        lifted <When at={lifted.at} /> by <ActorName kind="user" id={lifted.by} />: {lifted.reason}
      </span>
    );
  return props.may ? (
    <button type="button" className="text-ink-2 hover:text-ink hover:underline" onClick={() => props.onLift(props.row)}>
      Lift…
    </button>
  ) : null;
}
