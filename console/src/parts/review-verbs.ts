import { useState } from "react";
import { identityNouns } from "../api/identity.ts";
import type { AnswerOf, InputOf } from "../api/operations.ts";
import { useRevoke } from "../api/use-revoke.ts";
import { useTell } from "../api/use-tell.ts";
import { useToast } from "./toasts.tsx";
import { counted } from "./words.ts";

type Answer = AnswerOf<"reviews.decide">;
/** Same, different or later. */
export type Decision = InputOf<"reviews.decide">["decision"];

/** A question and those sides of it that the answer is about; all of them when left out. */
export interface Asked {
  readonly reviewId: InputOf<"reviews.decide">["reviewId"];
  readonly sides: InputOf<"reviews.decide">["sides"];
}

/** What the page can do with a question. */
export interface ReviewVerbs {
  readonly decide: (asked: Asked, decision: Decision, reason: string) => void;
  /** Takes the last answer back, or those of a question that was decided before. */
  readonly undo: (assertions?: readonly `ast_${string}`[]) => void;
  /** What the last answer became. */
  readonly last: readonly `ast_${string}`[] | null;
  readonly isBusy: boolean;
}

const titles: Readonly<Record<Decision, string>> = {
  same: "One from now on",
  different: "Kept apart for good",
  later: "Put off until later",
};

const usual: Readonly<Record<Decision, string>> = {
  same: "looked at side by side: the same",
  different: "looked at side by side: different",
  later: "looked at: not clear yet",
};

/** The answers to a question, and the way back from the last one. */
export function useReviewVerbs(onNext: () => void): ReviewVerbs {
  const [last, setLast] = useState<ReviewVerbs["last"]>(null);
  const toast = useToast();
  const revoke = useRevoke();
  const undo: ReviewVerbs["undo"] = (assertions) => {
    const said = assertions ?? last;
    if (said === null)
      toast({ tone: "warn", title: "Nothing to undo", detail: "No answer was given on this page yet." });
    else revoke(said);
    if (assertions === undefined || assertions === last) setLast(null);
  };
  const decide = useTell("reviews.decide", {
    refresh: identityNouns,
    onDone: (answer, { decision }) => {
      const said = (answer.contacts ?? answer.accounts)?.assertions ?? [];
      if (decision === "later" || said.length === 0) {
        toast({ title: titles[decision], detail: detailOf(answer) });
        return;
      }
      setLast(said);
      toast({
        tone: "good",
        title: titles[decision],
        detail: detailOf(answer),
        undo: { label: "Undo", run: () => undo(said) },
      });
    },
  });
  return {
    last,
    undo,
    isBusy: decide.isPending,
    decide: ({ reviewId, sides }, decision, reason) => {
      onNext();
      decide.mutate({
        reviewId,
        decision,
        reason: reason.trim().length < 3 ? usual[decision] : reason.trim(),
        ...(sides === undefined || decision === "later" ? {} : { sides }),
      });
    },
  };
}

function detailOf({ review, contacts, accounts }: Answer): string {
  if (review.decision === "later") return "It waits under Later; decide it there at any time.";
  const change = contacts ?? accounts;
  const stopped = (change?.effects ?? []).reduce((sum, one) => sum + one.enrollmentsStopped, 0);
  const spread = (change?.effects ?? []).filter((one) => one.suppressionsGained.length > 0).length;
  return [
    review.sides.map((side) => side.name || "No name").join(", "),
    ...(stopped === 0 ? [] : [`${counted(stopped, "sequence")} stopped`]),
    ...(spread === 0 ? [] : [`suppression spread to ${counted(spread, "contact")}`]),
    ...(review.state === "open" ? ["the rest is still open"] : []),
  ].join(" · ");
}
