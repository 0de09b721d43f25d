import type { ItemOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import { useToast } from "./toasts.tsx";
import { wordFor } from "./words.ts";

type Approval = ItemOf<"approvals.list">;

/** The two answers to an approval; the way back from approving is to cancel while nothing was sent. */
export function useApprovalVerbs(onNext: () => void): {
  readonly approve: (approval: Approval) => void;
  readonly reject: (approval: Approval, note: string) => void;
  readonly isBusy: boolean;
} {
  const toast = useToast();
  const refresh = ["approvals", "actions", "report"];
  const cancel = useTell("actions.cancel", {
    refresh,
    onDone: () => toast({ tone: "warn", title: "Cancelled before it was sent" }),
  });
  const grant = useTell("approvals.grant", {
    refresh,
    onDone: ({ action }) =>
      toast({
        tone: action.outcome === "allow" ? "good" : "warn",
        title: `Approved, decided again: ${wordFor(action.outcome).word.toLowerCase()}`,
        detail: action.reasons[0]?.says ?? "It is queued for dispatch.",
        ...(action.outcome === "deny"
          ? {}
          : {
              undo: {
                label: "Undo",
                run: () => cancel.mutate({ actionId: action.id, reason: "undone by the approver" }),
              },
            }),
      }),
  });
  const reject = useTell("approvals.reject", {
    refresh,
    onDone: () => toast({ title: "Rejected", detail: "The action is cancelled and is never sent." }),
  });
  return {
    isBusy: grant.isPending || reject.isPending,
    approve: (approval) => {
      onNext();
      grant.mutate({ approvalId: approval.id, shownDigest: approval.shownDigest });
    },
    reject: (approval, note) => {
      onNext();
      reject.mutate({ approvalId: approval.id, ...(note === "" ? {} : { note }) });
    },
  };
}
