import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { type ApprovalDialog, ApprovalDialogs } from "../parts/approval-dialogs.tsx";
import { ApprovalEvidence } from "../parts/approval-evidence.tsx";
import { ApprovalList } from "../parts/approval-list.tsx";
import { ApprovalMessage } from "../parts/approval-message.tsx";
import { useApprovalVerbs } from "../parts/approval-verbs.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Loading } from "../parts/empty.tsx";
import { Tabs } from "../parts/fields.tsx";
import { useHeldAnswers } from "../parts/held-answers.ts";
import { useHotkeys } from "../parts/hotkeys.ts";
import { PageHeader } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { useChosen } from "../parts/use-chosen.ts";

const states = [
  ["pending", "Pending"],
  ["granted", "Granted"],
  ["rejected", "Rejected"],
  ["expired", "Expired"],
  ["void", "Void"],
] as const;

/** Messages that wait for a person: read, weigh the evidence, approve or reject, all from the keyboard. */
export function ApprovalsPage(): ReactNode {
  const [state, change] = useUrlState();
  const [open, setOpen] = useState<ApprovalDialog | null>(null);
  const navigate = useNavigate();
  const shownState = oneOf(state["state"], ["granted", "rejected", "expired", "void"] as const) ?? "pending";
  const found = useQuery({ ...ask("approvals.list", { state: shownState, limit: 200 }), refetchInterval: 10_000 });
  const held = useHeldAnswers();
  const items = (found.data?.items ?? []).filter((item) => !held.ids.includes(item.id));
  const chosen = useChosen(items);
  const selected = chosen.item;
  const mayDecide = useMay("approvals:decide");
  const verbs = useApprovalVerbs(held, chosen.goOn);
  const canDecide = mayDecide && selected?.state === "pending" && !verbs.isBusy;
  const canApprove = canDecide && selected.answer.may;
  useHotkeys({
    a: () => selected !== undefined && canApprove && verbs.approve(selected),
    x: () => selected !== undefined && canDecide && setOpen("reject"),
    e: () => selected !== undefined && canApprove && setOpen("edit"),
    u: () => verbs.undo(),
    o: () => selected !== undefined && void navigate({ to: "/contacts/$id", params: { id: selected.contact.id } }),
    "?": () => setOpen("help"),
  });
  return (
    <>
      <PageHeader
        title="Approvals"
        says={found.data === undefined ? "" : `${found.data.pending.toLocaleString("en")} pending`}
      >
        <Tabs
          label="State"
          value={shownState}
          options={states}
          onChange={(value) => change({ state: value === "pending" ? undefined : value, id: undefined })}
        />
        <Button look="quiet" hotkey="?" onClick={() => setOpen("help")}>
          Keys
        </Button>
      </PageHeader>
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading /> : null}
      {found.isSuccess && selected === undefined ? <NoApprovals isPending={shownState === "pending"} /> : null}
      {selected === undefined ? null : (
        <div className="grid min-h-0 grow grid-cols-[15rem_minmax(0,1fr)] xl:grid-cols-[18rem_minmax(0,1fr)_22rem]">
          <ApprovalList items={items} chosenId={selected.id} onChoose={chosen.choose} />
          <div className="scroll-area min-h-0 xl:contents">
            <ApprovalMessage
              approval={selected}
              canDecide={canDecide}
              canApprove={canApprove}
              onApprove={() => verbs.approve(selected)}
              onReject={() => setOpen("reject")}
              onEdit={() => setOpen("edit")}
            />
            <ApprovalEvidence approval={selected} />
          </div>
        </div>
      )}
      <ApprovalDialogs open={open} approval={selected} verbs={verbs} onClose={() => setOpen(null)} />
    </>
  );
}

function NoApprovals(props: { readonly isPending: boolean }): ReactNode {
  if (!props.isPending) return <Empty title="None in this state" />;
  return (
    <Empty title="Nothing waits for you">
      Messages come here when a policy asks for a person: new wording, sensitive segments, an agent's first message. You
      see the exact bytes, and only those can be sent.
    </Empty>
  );
}
