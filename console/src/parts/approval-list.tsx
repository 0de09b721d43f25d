import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { quorumOf } from "./approval-needs.tsx";
import { ChoiceList } from "./choice-list.tsx";
import { Away } from "./when.tsx";

type Approval = ItemOf<"approvals.list">;

/** The queue of approvals, oldest first. */
export function ApprovalList(props: {
  readonly items: readonly Approval[];
  readonly chosenId: string;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  return <ChoiceList label="Approvals" {...props} row={(approval) => <Row approval={approval} />} />;
}

function Row({ approval }: { readonly approval: Approval }): ReactNode {
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="truncate font-medium">{approval.contact.name}</span>
        <span className="ml-auto text-sm text-ink-3">
          {quorumOf(approval)} <Away at={approval.requestedAt} />
        </span>
      </span>
      <span className="block truncate text-ink-2">{approval.message.subject}</span>
      <span className="block truncate text-sm text-ink-3">
        {approval.contact.accountName ?? "no account"} · {approval.proposer.name}
      </span>
    </>
  );
}
