import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { ApprovalHelp } from "./approval-help.tsx";
import type { useApprovalVerbs } from "./approval-verbs.ts";
import { EditForm } from "./edit-form.tsx";
import { Modal } from "./modal.tsx";
import { RejectForm } from "./reject-form.tsx";

/** The dialogs of the approvals page, by name. */
export type ApprovalDialog = "help" | "reject" | "edit";

/** What opens over the approvals page: its keys, why a message is rejected, and its words to change. */
export function ApprovalDialogs(props: {
  readonly open: ApprovalDialog | null;
  readonly approval: ItemOf<"approvals.list"> | undefined;
  readonly verbs: Pick<ReturnType<typeof useApprovalVerbs>, "reject" | "edit">;
  readonly onClose: () => void;
}): ReactNode {
  const { open, approval, verbs, onClose } = props;
  return (
    <>
      <Modal label="Keys" isOpen={open === "help"} onClose={onClose}>
        <ApprovalHelp onClose={onClose} />
      </Modal>
      <Modal label="Reject" isOpen={open === "reject"} onClose={onClose}>
        {approval === undefined ? null : (
          <RejectForm
            approval={approval}
            onClose={onClose}
            onReject={(note) => {
              verbs.reject(approval, note);
              onClose();
            }}
          />
        )}
      </Modal>
      <Modal label="Edit" isOpen={open === "edit"} onClose={onClose} className="w-[40rem]">
        {approval === undefined ? null : (
          <EditForm
            approval={approval}
            onClose={onClose}
            onEdit={(words) => {
              verbs.edit(approval, words);
              onClose();
            }}
          />
        )}
      </Modal>
    </>
  );
}
