import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type ItemOf, tellNow } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { ActorName } from "./actor-name.tsx";
import { BundleDifference } from "./bundle-difference.tsx";
import { Button } from "./button.tsx";
import { Empty, Loading } from "./empty.tsx";
import { IdChip, shortId } from "./id-chip.tsx";
import { Modal } from "./modal.tsx";
import { Section } from "./page-header.tsx";
import { type Column, PagedTable } from "./paged-table.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { Status } from "./status.tsx";
import { useToast } from "./toasts.tsx";
import { useUrlState } from "./url-state.ts";
import { When } from "./when.tsx";

type Activation = ItemOf<"policy.bundles">;

/** Every bundle that was in force; any two can be compared, and an earlier one put back. */
export function BundleHistory(): ReactNode {
  const [state, change] = useUrlState();
  const [restoring, setRestoring] = useState<string | null>(null);
  const may = useMay("policy:write");
  const { from, to } = state;
  return (
    <>
      {from === undefined || to === undefined ? null : (
        <div className="shrink-0 p-4 pb-0">
          <Section
            title={`${shortId(from)} against ${shortId(to)}`}
            aside={<Button onClick={() => change({ from: undefined, to: undefined })}>Close</Button>}
          >
            <ScrollArea label="Difference" className="max-h-[45vh] px-4 pb-3">
              <Difference from={from} to={to} />
            </ScrollArea>
          </Section>
        </div>
      )}
      <PagedTable
        label="Bundles that were in force"
        operation="policy.bundles"
        input={{ limit: 50 }}
        columns={[
          ...columns,
          {
            head: "Before",
            width: "4.5rem",
            cell: (row) => <Pick name="from" row={row} chosen={from} onPick={change} />,
          },
          { head: "After", width: "4.5rem", cell: (row) => <Pick name="to" row={row} chosen={to} onPick={change} /> },
          {
            head: "Do",
            hidesHead: true,
            width: "11rem",
            isRight: true,
            cell: (row) => <Verbs row={row} may={may} onCompare={change} onRestore={setRestoring} />,
          },
        ]}
        rowKey={(row) => row.auditId}
        minWidth="min-w-[74rem]"
        empty={<Empty title="No bundle was in force yet" />}
      />
      <Modal label="Put back" isOpen={restoring !== null} onClose={() => setRestoring(null)} className="w-[48rem]!">
        {restoring === null ? null : <Restore hash={restoring} onClose={() => setRestoring(null)} />}
      </Modal>
    </>
  );
}

const columns: readonly Column<Activation>[] = [
  { head: "When", width: "8rem", cell: (row) => <When at={row.activatedAt} /> },
  {
    head: "How",
    width: "8rem",
    cell: (row) =>
      row.inForce ? (
        <Status code="active" word="In force" />
      ) : (
        <Status code="done" tone="neutral" word={kindWords[row.kind]} />
      ),
  },
  { head: "Bundle", width: "8rem", cell: (row) => <IdChip id={row.hash} /> },
  { head: "By", width: "8rem", cell: (row) => <Author by={row.activatedBy} /> },
  { head: "Changed", width: "14%", cell: (row) => <Changes changes={row.changes} /> },
  { head: "Reason", cell: (row) => <span title={row.reason}>{row.reason}</span> },
];

const kindWords: Readonly<Record<Activation["kind"], string>> = {
  activate: "Activated",
  rollback: "Put back",
  upgrade: "New version",
};

function Author({ by }: { readonly by: string }): ReactNode {
  return by.startsWith("usr_") ? <ActorName kind="user" id={by} /> : <span className="text-ink-2">{by}</span>;
}

function Changes({ changes }: { readonly changes: Activation["changes"] }): ReactNode {
  if (changes === null) return <span className="text-ink-3">not known</span>;
  const said = [
    ...changes.added.map((id) => `+ ${id}`),
    ...changes.removed.map((id) => `− ${id}`),
    ...changes.changed.map((id) => `~ ${id}`),
    ...changes.modes.map(({ policy, from, to }) => `${policy}: ${from} → ${to}`),
  ].join(", ");
  return said === "" ? (
    <span className="text-ink-3">nothing</span>
  ) : (
    <span className="font-mono text-xs" title={said}>
      {said}
    </span>
  );
}

function Pick(props: {
  readonly name: "from" | "to";
  readonly row: Activation;
  readonly chosen: string | undefined;
  readonly onPick: (change: Readonly<Record<string, string>>) => void;
}): ReactNode {
  const { name, row } = props;
  return (
    <input
      type="radio"
      name={name}
      aria-label={`${name === "from" ? "Before" : "After"}: ${shortId(row.hash)} of ${row.activatedAt}`}
      checked={props.chosen === row.hash}
      onChange={() => props.onPick({ [name]: row.hash })}
    />
  );
}

function Verbs(props: {
  readonly row: Activation;
  readonly may: boolean;
  readonly onCompare: (change: Readonly<Record<string, string>>) => void;
  readonly onRestore: (hash: string) => void;
}): ReactNode {
  const { hash, previous, inForce } = props.row;
  const look = "ml-3 text-ink-2 hover:text-ink hover:underline";
  return (
    <>
      {previous === null || previous === hash ? null : (
        <button type="button" className={look} onClick={() => props.onCompare({ from: previous, to: hash })}>
          What changed
        </button>
      )}
      {inForce || !props.may ? null : (
        <button type="button" className={look} onClick={() => props.onRestore(hash)}>
          Put back…
        </button>
      )}
    </>
  );
}

function Difference(props: { readonly from?: string; readonly to: string }): ReactNode {
  const asked = { to: props.to, ...(props.from === undefined ? {} : { from: props.from }) };
  const found = useQuery({
    queryKey: ["policy", "diff", asked],
    queryFn: ({ signal }) => tellNow("policy.diff", asked, signal),
    retry: false,
  });
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  return found.data === undefined ? <Loading rows={3} /> : <BundleDifference difference={found.data} />;
}

function Restore({ hash, onClose }: { readonly hash: string; readonly onClose: () => void }): ReactNode {
  const may = useMay("policy:write");
  const toast = useToast();
  const restore = useTell("policy.rollback", {
    refresh: ["policy", "actions", "stops", "approvals", "audit"],
    onDone: () => {
      toast({ title: "Put back", detail: "What waits is decided again by the earlier policies." });
      onClose();
    },
  });
  return (
    <ReasonForm
      title={`Put bundle ${shortId(hash)} back in force?`}
      question="Why? This goes into the audit log and the history"
      leave="Leave it"
      submit="Put back"
      look="danger"
      refusal={may ? null : "Your role may not do this."}
      isPending={restore.isPending}
      onClose={onClose}
      onSubmit={(reason) => restore.mutate({ bundle: hash, reason })}
    >
      <p>The core stays that of this version. Against what is in force, this changes:</p>
      <ScrollArea label="What changes" className="max-h-[45vh] text-ink">
        <Difference to={hash} />
      </ScrollArea>
    </ReasonForm>
  );
}
