import type { ItemOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import type { Words } from "./edit-form.tsx";
import type { HeldAnswers } from "./held-answers.ts";
import { useToast } from "./toasts.tsx";
import { wordFor } from "./words.ts";

type Approval = ItemOf<"approvals.list">;

/** The answers to an approval. Each waits ten seconds before it is told, and can be taken back until then. */
export function useApprovalVerbs(
  held: HeldAnswers,
  onNext: () => void,
): {
  readonly approve: (approval: Approval) => void;
  readonly reject: (approval: Approval, note: string) => void;
  readonly edit: (approval: Approval, words: Words) => void;
  readonly undo: () => void;
  readonly isBusy: boolean;
} {
  const toast = useToast();
  const { hold, undo } = held;
  const refresh = ["approvals", "actions", "report"];
  const grant = useTell("approvals.grant", {
    refresh,
    onDone: ({ state, says, action }) =>
      state === "granted"
        ? toast({
            tone: action.outcome === "allow" ? "good" : "warn",
            title: `Approved, decided again: ${wordFor(action.outcome).word.toLowerCase()}`,
            detail: action.reasons[0]?.says ?? "It is queued for dispatch.",
          })
        : toast({ tone: "warn", title: state === "pending" ? "Approved by you" : "Asked anew", detail: says }),
  });
  const reject = useTell("approvals.reject", {
    refresh,
    onDone: () => toast({ title: "Rejected", detail: "The action is cancelled and is never sent." }),
  });
  const edit = useTell("approvals.edit", {
    refresh,
    onDone: ({ outcome }) =>
      toast({
        title: `Edited, decided again: ${wordFor(outcome).word.toLowerCase()}`,
        detail: "Old answers are void.",
      }),
  });
  const answer = (approval: Approval, title: string, tell: () => void) => {
    onNext();
    hold(approval.id, tell);
    const takeBack = () => void undo(approval.id);
    toast({ title, detail: "It counts in 10 seconds. u takes it back.", undo: { label: "Undo", run: takeBack } });
  };
  return {
    isBusy: grant.isPending || reject.isPending || edit.isPending,
    undo: () => {
      if (undo()) toast({ title: "Taken back", detail: "Nothing was told; the question is open." });
    },
    approve: (approval) =>
      answer(approval, `Approving the message to ${approval.contact.name}`, () =>
        grant.mutate({ approvalId: approval.id, shownDigest: approval.shownDigest }),
      ),
    reject: (approval, note) =>
      answer(approval, `Rejecting the message to ${approval.contact.name}`, () =>
        reject.mutate({ approvalId: approval.id, ...(note === "" ? {} : { note }) }),
      ),
    edit: (approval, words) => edit.mutate({ approvalId: approval.id, shownDigest: approval.shownDigest, ...words }),
  };
}
