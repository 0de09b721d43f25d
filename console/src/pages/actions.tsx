import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { actionStates, decisionOutcomes } from "../parts/choices.ts";
import { Empty } from "../parts/empty.tsx";
import { Choice, TextField } from "../parts/fields.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { Status } from "../parts/status.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";
import { wordFor } from "../parts/words.ts";

type Action = ItemOf<"actions.list">;

const columns: readonly Column<Action>[] = [
  {
    head: "Contact",
    width: "24%",
    cell: (action) => (
      <Link to="/actions/$id" params={{ id: action.id }} className="row-link">
        <span className="font-medium">{action.contact.name}</span>
        {action.contact.accountName === null ? null : (
          <span className="text-ink-3"> · {action.contact.accountName}</span>
        )}
      </Link>
    ),
  },
  {
    head: "Action",
    width: "9rem",
    cell: (action) => (
      <>
        {wordFor(action.kind).word}
        <span className="text-ink-3">{action.purpose === "outreach" ? ` · step ${action.step}` : " · in thread"}</span>
      </>
    ),
  },
  { head: "State", width: "9.5rem", cell: (action) => <Status code={action.state} /> },
  { head: "Decision", width: "9rem", cell: (action) => <Status code={action.outcome} /> },
  { head: "Why", cell: (action) => <Why action={action} /> },
  { head: "Proposed", width: "8rem", isRight: true, cell: (action) => <When at={action.createdAt} /> },
];

/** Every touch that was proposed, decided or sent. */
export function ActionsPage(): ReactNode {
  const [state, change] = useUrlState();
  const actionState = oneOf(state["state"], actionStates);
  const outcome = oneOf(state["outcome"], decisionOutcomes);
  const code = state["code"]?.trim().toUpperCase();
  return (
    <>
      <PageHeader title="Actions">
        <Choice
          label="State"
          all="Any state"
          value={actionState}
          options={actionStates.map((one) => [one, wordFor(one).word])}
          onChange={(value) => change({ state: value })}
        />
        <Choice
          label="Decision"
          all="Any decision"
          value={outcome}
          options={decisionOutcomes.map((one) => [one, wordFor(one).word])}
          onChange={(value) => change({ outcome: value })}
        />
        <TextField
          aria-label="Reason code"
          placeholder="Reason code"
          value={state["code"] ?? ""}
          onChange={(event) => change({ code: event.target.value })}
          className="w-44 font-mono text-sm"
        />
      </PageHeader>
      <PagedTable
        label="Actions"
        operation="actions.list"
        refreshMs={10_000}
        input={{
          limit: 100,
          ...(actionState === undefined ? {} : { state: actionState }),
          ...(outcome === undefined ? {} : { outcome }),
          ...(code ? { code } : {}),
        }}
        columns={columns}
        rowKey={(action) => action.id}
        minWidth="min-w-[58rem]"
        empty={
          <Empty title="No such action">
            Agents and sequences propose touches. Each one is decided by policy and listed here, whether it was allowed
            or not.
          </Empty>
        }
      />
    </>
  );
}

function Why({ action }: { readonly action: Action }): ReactNode {
  const [first, ...others] = action.reasons;
  if (action.stoppedReason !== null) return <span className="text-ink-2">{action.stoppedReason}</span>;
  if (first === undefined) return <span className="text-ink-3">no policy objected</span>;
  return (
    <span title={action.reasons.map((reason) => `${reason.code}: ${reason.says}`).join("\n")}>
      <span className="font-mono text-xs font-medium">{first.code}</span>
      <span className="text-ink-2"> {first.says}</span>
      {others.length === 0 ? null : <span className="text-ink-3"> and {others.length} more</span>}
    </span>
  );
}
