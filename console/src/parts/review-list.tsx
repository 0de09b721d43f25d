import { type ReactNode, useEffect, useRef } from "react";
import type { ItemOf } from "../api/operations.ts";
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

/** The questions, oldest first; the chosen one is kept in sight. */
export function ReviewList(props: {
  readonly items: readonly Review[];
  readonly selectedId: string;
  readonly onSelect: (id: string) => void;
}): ReactNode {
  const selected = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for each newly chosen row
  useEffect(() => {
    // A block, not an expression: newer browsers answer with a promise, which is no clean-up.
    selected.current?.scrollIntoView({ block: "nearest" });
  }, [props.selectedId]);
  return (
    <nav aria-label="Questions" className="scroll-area min-h-0 border-r border-line">
      <ul>
        {props.items.map((item) => (
          <li key={item.id}>
            <button
              ref={item.id === props.selectedId ? selected : null}
              type="button"
              aria-current={item.id === props.selectedId}
              onClick={() => props.onSelect(item.id)}
              className="block w-full border-b border-line px-4 py-2.5 text-left -outline-offset-2 hover:bg-sunken/60 aria-[current=true]:bg-sunken"
            >
              <span className="flex items-baseline gap-2">
                <span className="truncate font-medium">{namesOf(item)}</span>
                <span className="ml-auto shrink-0 text-sm text-ink-3">
                  <Away at={item.createdAt} />
                </span>
              </span>
              <span className="block truncate text-ink-2">{questionWord(item.kind)}</span>
              <span className="block truncate text-sm text-ink-3">
                {item.about === "contact" ? "people" : "companies"} · {counted(item.records, "record")}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** "Ada Byron, Ada King"; one name that all sides have is said once. */
function namesOf({ sides }: Review): string {
  const names = [...new Set(sides.map((side) => (side.name === "" ? "No name" : side.name)))];
  return names.length === 1 && sides.length > 1 ? `${names[0]} × ${sides.length}` : names.join(", ");
}
