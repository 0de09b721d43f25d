import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { Empty } from "../parts/empty.tsx";
import { Tabs } from "../parts/fields.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { useToast } from "../parts/toasts.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";
import { WithCode } from "../parts/with-code.tsx";
import { spelled } from "../parts/words.ts";

type Task = ItemOf<"tasks.list">;

const columns: readonly Column<Task>[] = [
  {
    head: "Task",
    width: "36%",
    cell: (task) =>
      task.contact === null ? (
        <span className="font-medium" title={task.title.replaceAll("`", "")}>
          <WithCode text={task.title} />
        </span>
      ) : (
        <Link to="/contacts/$id" params={{ id: task.contact.id }} className="row-link font-medium">
          {task.title}
        </Link>
      ),
  },
  { head: "Kind", width: "10rem", cell: (task) => spelled(task.kind) },
  {
    head: "Contact",
    cell: (task) =>
      task.contact === null ? (
        <span className="text-ink-3">none</span>
      ) : (
        <>
          {task.contact.name} <span className="text-ink-3">{task.contact.accountName}</span>
        </>
      ),
  },
  {
    head: "For",
    width: "9rem",
    cell: (task) => task.assignedToName ?? <span className="text-ink-3">everybody</span>,
  },
  { head: "Due", width: "8rem", cell: (task) => <When at={task.dueAt} /> },
  { head: "Do", hidesHead: true, width: "7rem", isRight: true, cell: (task) => <Done task={task} /> },
];

/** Work that only people do: answering, calling, meeting, looking into a send. */
export function TasksPage(): ReactNode {
  const [state, change] = useUrlState();
  const shown = state["state"] === "done" ? "done" : "open";
  return (
    <>
      <PageHeader title="Tasks">
        <Tabs
          label="State"
          value={shown}
          options={[
            ["open", "Open"],
            ["done", "Done"],
          ]}
          onChange={(value) => change({ state: value === "done" ? "done" : undefined })}
        />
      </PageHeader>
      <PagedTable
        label="Tasks"
        operation="tasks.list"
        input={{ state: shown, limit: 100 }}
        columns={columns}
        rowKey={(task) => task.id}
        minWidth="min-w-[56rem]"
        empty={
          <Empty title={shown === "open" ? "Nothing to do" : "Nothing is done yet"}>
            When a reply asks a question, a send ends without a clear result or a breaker warns, a task for a person
            appears here.
          </Empty>
        }
      />
    </>
  );
}

function Done({ task }: { readonly task: Task }): ReactNode {
  const may = useMay("tasks:write");
  const toast = useToast();
  const complete = useTell("tasks.complete", {
    refresh: ["tasks", "activities"],
    onDone: () => toast({ title: "Done" }),
  });
  if (task.state === "done") return <span className="text-ink-3">{task.disposition}</span>;
  return (
    <button
      type="button"
      className="above-row-link text-ink-2 hover:text-ink hover:underline"
      disabled={!may || complete.isPending}
      onClick={() => complete.mutate({ taskId: task.id, disposition: "done" })}
    >
      Mark done
    </button>
  );
}
