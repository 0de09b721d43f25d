import { type ReactNode, useEffect, useRef } from "react";
import type { ItemOf } from "../api/operations.ts";
import { quorumOf } from "./approval-needs.tsx";
import { Away } from "./when.tsx";

type Approval = ItemOf<"approvals.list">;

/** The queue of approvals, oldest first; the chosen one is kept in sight. */
export function ApprovalList(props: {
  readonly items: readonly Approval[];
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
    <nav aria-label="Approvals" className="scroll-area min-h-0 border-r border-line">
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
                <span className="truncate font-medium">{item.contact.name}</span>
                <span className="ml-auto text-sm text-ink-3">
                  {quorumOf(item)} <Away at={item.requestedAt} />
                </span>
              </span>
              <span className="block truncate text-ink-2">{item.message.subject}</span>
              <span className="block truncate text-sm text-ink-3">
                {item.contact.accountName ?? "no account"} · {item.proposer.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
