import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Button } from "../parts/button.tsx";
import { Empty, Loading } from "../parts/empty.tsx";
import { Tabs } from "../parts/fields.tsx";
import { useHotkeys } from "../parts/hotkeys.ts";
import { KeysHelp } from "../parts/keys-help.tsx";
import { Modal } from "../parts/modal.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { ReviewDesk } from "../parts/review-desk.tsx";
import { ReviewList } from "../parts/review-list.tsx";
import { useReviewVerbs } from "../parts/review-verbs.ts";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { useChosen } from "../parts/use-chosen.ts";
import { counted } from "../parts/words.ts";

const states = [
  ["open", "Open"],
  ["later", "Later"],
  ["decided", "Decided"],
  ["settled", "Settled"],
] as const;

const keys = [
  ["s", "Same: those chosen are one"],
  ["d", "Different: those chosen are nobody else here"],
  ["l", "Later"],
  ["u", "Undo the last answer"],
  ["1 … 9", "Take a side in or out, where there are several"],
  ["j", "Next question"],
  ["k", "Question before"],
  ["?", "This list"],
] as const;

/** Questions about who is who: two or more side by side, answered with one key each. */
export function ReviewsPage(): ReactNode {
  const [state, change] = useUrlState();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const shown = oneOf(state["state"], ["later", "decided", "settled"] as const) ?? "open";
  const found = useQuery({ ...ask("reviews.list", { state: shown, limit: 200 }), refetchInterval: 15_000 });
  const mayDecide = useMay("identity:write");
  const items = found.data?.items ?? [];
  const chosen = useChosen(items);
  const selected = chosen.item;
  const verbs = useReviewVerbs(chosen.goOn);
  useHotkeys({
    u: () => mayDecide && verbs.undo(),
    "?": () => setHelpOpen(true),
  });
  return (
    <>
      <PageHeader title="Identity review" says={found.data === undefined ? "" : countWord(found.data, shown)}>
        <Tabs
          label="State"
          value={shown}
          options={states}
          onChange={(value) => change({ state: value === "open" ? undefined : value, id: undefined })}
        />
        <Button look="quiet" hotkey="u" disabled={!mayDecide || verbs.last === null} onClick={() => verbs.undo()}>
          Undo
        </Button>
        <Button look="quiet" hotkey="?" onClick={() => setHelpOpen(true)}>
          Keys
        </Button>
      </PageHeader>
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading /> : null}
      {found.isSuccess && selected === undefined ? <NoReviews isOpen={shown === "open"} /> : null}
      {selected === undefined ? null : (
        <div className="grid min-h-0 grow grid-cols-[15rem_minmax(0,1fr)]">
          <ReviewList items={items} chosenId={selected.id} onChoose={chosen.choose} />
          <ReviewDesk key={selected.id} reviewId={selected.id} mayDecide={mayDecide} verbs={verbs} />
        </div>
      )}
      <Modal label="Keys" isOpen={isHelpOpen} onClose={() => setHelpOpen(false)}>
        <KeysHelp keys={keys} onClose={() => setHelpOpen(false)} />
      </Modal>
    </>
  );
}

function countWord(page: { readonly items: readonly unknown[]; readonly next: string | null }, state: string): string {
  if (page.next !== null) return `the oldest ${page.items.length} that are ${state}`;
  return `${counted(page.items.length, "question")} ${state}`;
}

function NoReviews(props: { readonly isOpen: boolean }): ReactNode {
  if (!props.isOpen) return <Empty title="None in this state" />;
  return (
    <Empty title="Nobody is in doubt">
      When records share a mailbox, a profile or a name and the rules will not decide, the question comes here: both
      sides next to each other, and one key for the answer.
    </Empty>
  );
}
