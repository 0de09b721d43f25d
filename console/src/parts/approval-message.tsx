import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { quorumOf } from "./approval-needs.tsx";
import { Button } from "./button.tsx";
import { MessageView } from "./message-view.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { StatusPill } from "./status.tsx";
import { When } from "./when.tsx";

/** The message as it would be sent, and the two answers. */
export function ApprovalMessage(props: {
  readonly approval: ItemOf<"approvals.list">;
  readonly canDecide: boolean;
  readonly canApprove: boolean;
  readonly onApprove: () => void;
  readonly onReject: () => void;
  readonly onEdit: () => void;
}): ReactNode {
  const { approval } = props;
  return (
    <ScrollArea label="What would be sent" className="xl:border-r xl:border-line">
      <div className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-page px-6 py-2">
        <h2 className="font-semibold">
          <Link to="/contacts/$id" params={{ id: approval.contact.id }} className="hover:underline">
            {approval.contact.name}
          </Link>
        </h2>
        <span className="truncate text-ink-2">{approval.contact.accountName ?? "no account"}</span>
        <div className="ml-auto flex gap-2">
          {approval.state === "pending" ? (
            <>
              <Button look="plain" hotkey="x" disabled={!props.canDecide} onClick={props.onReject}>
                Reject
              </Button>
              <Button look="plain" hotkey="e" disabled={!props.canApprove} onClick={props.onEdit}>
                Edit
              </Button>
              <Button
                look="primary"
                hotkey="a"
                disabled={!props.canApprove}
                title={approval.answer.says ?? undefined}
                onClick={props.onApprove}
              >
                Approve {quorumOf(approval)}
              </Button>
            </>
          ) : (
            <Decided approval={approval} />
          )}
        </div>
      </div>
      <div className="mx-auto max-w-3xl p-6">
        <MessageView message={approval.message} />
        <p className="mt-3 px-1 text-sm text-ink-3">
          Approval covers exactly this text, sender and recipient. It is decided again with fresh facts before anything
          is sent; a stop, a suppression or a reply that comes first wins.
        </p>
      </div>
    </ScrollArea>
  );
}

function Decided({ approval }: { readonly approval: ItemOf<"approvals.list"> }): ReactNode {
  return (
    <span className="flex items-center gap-2 text-ink-2">
      <StatusPill code={approval.state} />
      {approval.spentAt === null ? null : "used up by its send"}
      {approval.decidedAt === null ? null : <When at={approval.decidedAt} />}
    </span>
  );
}
