import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { Button } from "./button.tsx";
import { Loading } from "./empty.tsx";
import { TextField } from "./fields.tsx";
import { useHotkeys } from "./hotkeys.ts";
import { ProblemNote } from "./problem-note.tsx";
import { ReviewCompare } from "./review-compare.tsx";
import { questionWord } from "./review-list.tsx";
import { ReviewPreview } from "./review-preview.tsx";
import type { Asked, Decision, ReviewVerbs } from "./review-verbs.ts";
import { ScrollArea } from "./scroll-area.tsx";
import { StatusPill } from "./status.tsx";
import { When } from "./when.tsx";
import { counted } from "./words.ts";

type Review = AnswerOf<"reviews.get">;

/** One question: why it is asked, the sides next to each other, what a merge would be, and the answers. */
export function ReviewDesk(props: {
  readonly reviewId: `rev_${string}`;
  readonly mayDecide: boolean;
  readonly verbs: ReviewVerbs;
}): ReactNode {
  const found = useQuery(ask("reviews.get", { reviewId: props.reviewId }));
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading rows={10} />;
  return <Desk review={found.data} mayDecide={props.mayDecide} verbs={props.verbs} />;
}

/** Whether a question is about who is who, so that "same" and "different" answer it. */
function isAboutWho({ kind }: Review): boolean {
  return kind !== "claim_conflict" && kind !== "hierarchy";
}

function Desk(props: { readonly review: Review; readonly mayDecide: boolean; readonly verbs: ReviewVerbs }): ReactNode {
  const { review, verbs } = props;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState("");
  const ids = review.compared.map((side) => side.id);
  const chosen = ids.filter((id) => !left.has(id));
  const isAll = chosen.length === ids.length && ids.length === review.sidesInAll && review.kind !== "blocked_key";
  const isWaiting = review.state === "open" || review.state === "later";
  const canAnswer = props.mayDecide && isWaiting && !verbs.isBusy;
  const canTell = canAnswer && isAboutWho(review) && ids.length > 1;
  const asked: Asked = { reviewId: review.id, sides: isAll ? undefined : chosen };
  const toggle = (id: string | undefined) => {
    if (id === undefined || ids.length < 3) return false;
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
    return true;
  };
  const answer = (decision: Decision) => verbs.decide(asked, decision, reason);
  useHotkeys({
    s: () => canTell && chosen.length > 1 && answer("same"),
    d: () => canTell && chosen.length > 0 && answer("different"),
    l: () => canAnswer && answer("later"),
    ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [String(at + 1), () => toggle(ids[at])])),
  });
  return (
    <ScrollArea label="The question">
      <div className="sticky top-0 left-0 z-20 flex min-h-12 flex-wrap items-center gap-2 border-b border-line bg-page px-6 py-2">
        <h2 className="font-semibold">{questionWord(review.kind)}</h2>
        <span className="text-ink-3">{sidesWord(review, chosen.length)}</span>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {isWaiting ? (
            <>
              <TextField
                aria-label="Why, kept with the answer"
                placeholder="Why (may stay empty)"
                maxLength={500}
                value={reason}
                className="w-44"
                onChange={(event) => setReason(event.target.value)}
              />
              <Button hotkey="l" disabled={!canAnswer} onClick={() => answer("later")}>
                Later
              </Button>
              <Button hotkey="d" disabled={!canTell || chosen.length === 0} onClick={() => answer("different")}>
                Different
              </Button>
              <Button look="primary" hotkey="s" disabled={!canTell || chosen.length < 2} onClick={() => answer("same")}>
                Same
              </Button>
            </>
          ) : (
            <Decided review={review} onUndo={props.mayDecide ? () => verbs.undo(review.assertions) : undefined} />
          )}
        </div>
      </div>
      <div className="space-y-4 p-6">
        <WhyAsked review={review} />
        {canTell && chosen.length > 1 ? <ReviewPreview asked={asked} /> : null}
        <ReviewCompare
          review={review}
          left={left}
          {...(ids.length > 2 && isWaiting ? { onToggle: (id: string) => void toggle(id) } : {})}
        />
      </div>
    </ScrollArea>
  );
}

function sidesWord(review: Review, chosen: number): string {
  const shown = review.compared.length;
  const noun = review.about === "contact" ? ["contact", "contacts"] : ["account", "accounts"];
  const all = counted(review.sidesInAll, noun[0] ?? "", noun[1]);
  if (chosen < shown) return `${chosen} of ${all} chosen`;
  return shown < review.sidesInAll ? `${shown} of ${all} shown` : all;
}

function WhyAsked({ review }: { readonly review: Review }): ReactNode {
  return (
    <section aria-label="Why it is asked" className="max-w-4xl">
      <p className="text-lg">{review.says}</p>
      <p className="text-sm text-ink-3">
        The rules refused to decide on <span className="font-mono text-xs break-all">{review.subject.slice(3)}</span>,{" "}
        <When at={review.createdAt} />, over {counted(review.records, "record")}.
        {isAboutWho(review)
          ? ""
          : " This is about a value, not about who is who: open a side, and edit or pin the field there."}
      </p>
    </section>
  );
}

function Decided(props: { readonly review: Review; readonly onUndo: (() => void) | undefined }): ReactNode {
  const { decision, decidedAt, reason, assertions, state } = props.review;
  return (
    <span className="flex items-center gap-2 text-ink-2">
      <StatusPill code={decision ?? state} />
      {reason === null ? null : <span className="max-w-64 truncate">{reason}</span>}
      {decidedAt === null ? null : <When at={decidedAt} />}
      {props.onUndo === undefined || assertions.length === 0 ? null : <Button onClick={props.onUndo}>Take back</Button>}
    </span>
  );
}
