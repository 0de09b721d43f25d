import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { ChoiceList } from "./choice-list.tsx";
import { Away } from "./when.tsx";
import { counted } from "./words.ts";

type Review = ItemOf<"reviews.list">;

const kinds: Readonly<Record<string, string>> = {
  shared_key: "Something shared",
  blocked_key: "Shared by many",
  veto: "Namesakes?",
  component: "Contradiction",
  account_name: "Which company?",
  claim_conflict: "Value in doubt",
  hierarchy: "Whose subsidiary?",
};

/** What kind of question it is, in a word or two. */
export function questionWord(kind: string): string {
  return kinds[kind] ?? kind.replaceAll("_", " ");
}

/** The questions, oldest first. */
export function ReviewList(props: {
  readonly items: readonly Review[];
  readonly chosenId: string;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  return <ChoiceList label="Questions" {...props} row={(review) => <Row review={review} />} />;
}

function Row({ review }: { readonly review: Review }): ReactNode {
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="truncate font-medium">{namesOf(review)}</span>
        <span className="ml-auto shrink-0 text-sm text-ink-3">
          <Away at={review.createdAt} />
        </span>
      </span>
      <span className="block truncate text-ink-2">{questionWord(review.kind)}</span>
      <span className="block truncate text-sm text-ink-3">
        {review.about === "contact" ? "people" : "companies"} · {counted(review.records, "record")}
      </span>
    </>
  );
}

/** "Ada Byron, Ada King"; one name that all sides have is said once. */
function namesOf({ sides }: Review): string {
  const names = [...new Set(sides.map((side) => (side.name === "" ? "No name" : side.name)))];
  return names.length === 1 && sides.length > 1 ? `${names[0]} × ${sides.length}` : names.join(", ");
}
