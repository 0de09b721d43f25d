import type { AnswerOf, InputOf, ItemOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import type { ReplyKind } from "./choices.ts";
import { useToast } from "./toasts.tsx";
import { wordFor } from "./words.ts";

export type Thread = ItemOf<"threads.list">;
export type Written = AnswerOf<"threads.get">["messages"][number];
export type Received = Extract<Written, { readonly direction: "received" }>;

/** The contact whom a mail is from. */
export type Owner = Received["mayBeFrom"][number]["contactId"];

/** What a person can do with a thread besides answering. */
export interface InboxVerbs {
  /** Says what a mail means and, where that is asked, whose it is. */
  readonly classify: (mail: Received, kind: ReplyKind, owner: Owner | null) => void;
  /** Takes over what a model suggests, with its evidence, as one's own verdict. */
  readonly takeSuggestion: (mail: Received, owner: Owner | null) => void;
  readonly assign: (thread: Thread, assigneeId: `usr_${string}` | null) => void;
  readonly snooze: (thread: Thread, until: string | null) => void;
  readonly isBusy: boolean;
}

type Verdict = InputOf<"replies.classify">;

const refresh = ["threads", "inbound"];

/** The verbs of the inbox; a classification brings up what comes next, and is changed by classifying anew. */
export function useInboxVerbs(on: { readonly next: () => void; readonly back: (mail: Received) => void }): InboxVerbs {
  const toast = useToast();
  const classify = useTell("replies.classify", {
    refresh: [...refresh, "activities", "suppressions", "tasks", "holds", "policy"],
  });
  const assign = useTell("threads.assign", {
    refresh,
    onDone: ({ assigneeId }) => toast({ title: assigneeId === null ? "Given to nobody" : "Given" }),
  });
  const snooze = useTell("threads.snooze", {
    refresh,
    onDone: ({ snoozedUntil }) =>
      toast(
        snoozedUntil === null
          ? { title: "Back in the inbox" }
          : { title: "Put aside", detail: "It comes back by itself, or when a mail comes in before." },
      ),
  });
  const say = (mail: Received, kind: ReplyKind, owner: Owner | null, more: Partial<Verdict>): void => {
    classify.mutate(
      { inboundId: mail.id, kind, ...(owner === null ? {} : { contactId: owner }), ...more },
      {
        onSuccess: () =>
          toast({
            tone: "good",
            title: `Classified: ${wordFor(kind).word.toLowerCase()}`,
            detail: "Protection is added at once; resuming stays a separate step.",
            undo: { label: "Look again", run: () => on.back(mail) },
          }),
      },
    );
    if (mail.needsPerson) on.next();
  };
  return {
    isBusy: classify.isPending || snooze.isPending,
    classify: (mail, kind, owner) => say(mail, kind, owner, {}),
    takeSuggestion: (mail, owner) => {
      if (mail.suggestion === null) return;
      const { kind, evidence, severity } = mail.suggestion;
      say(mail, kind, owner, { evidence, ...(severity === null ? {} : { severity }) });
    },
    assign: (thread, assigneeId) => assign.mutate({ threadId: thread.id, assigneeId }),
    snooze: (thread, until) => {
      snooze.mutate({ threadId: thread.id, until });
      if (until !== null) on.next();
    },
  };
}
