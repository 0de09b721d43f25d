import { type ReactNode, useEffect, useRef } from "react";

/** The rows of a page with a list and a desk: one is chosen, and is kept in sight. */
export function ChoiceList<Item extends { readonly id: string }>(props: {
  readonly label: string;
  readonly items: readonly Item[];
  readonly chosenId: string | undefined;
  readonly onChoose: (id: string) => void;
  /** What is shown of a row. */
  readonly row: (item: Item) => ReactNode;
  /** What stands below the rows. */
  readonly foot?: ReactNode;
  readonly className?: string;
}): ReactNode {
  const chosen = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs again for each newly chosen row
  useEffect(() => {
    // A block, not an expression: newer browsers answer with a promise, which is no clean-up.
    chosen.current?.scrollIntoView({ block: "nearest" });
  }, [props.chosenId]);
  return (
    <nav aria-label={props.label} className={`scroll-area min-h-0 border-r border-line ${props.className ?? ""}`}>
      <ul>
        {props.items.map((item) => (
          <li key={item.id}>
            <button
              ref={item.id === props.chosenId ? chosen : null}
              type="button"
              aria-current={item.id === props.chosenId}
              onClick={() => props.onChoose(item.id)}
              className="block w-full border-b border-line px-4 py-2.5 text-left -outline-offset-2 hover:bg-sunken/60 aria-[current=true]:bg-sunken"
            >
              {props.row(item)}
            </button>
          </li>
        ))}
      </ul>
      {props.foot}
    </nav>
  );
}
