import { useQuery } from "@tanstack/react-query";
import ListFilterIcon from "lucide-react/icons/list-filter";
import X from "lucide-react/icons/x";
import { type ReactNode, useState } from "react";
import { ask } from "../api/operations.ts";
import type { UrlState } from "../router.tsx";
import { Button } from "./button.tsx";
import { FilterForm } from "./filter-form.tsx";
import { useHotkeys } from "./hotkeys.ts";
import { type Listed, type ListFilter, partsOf } from "./list-filter.ts";
import { Modal } from "./modal.tsx";

/** What a list is narrowed by, each part to be taken away; `f` adds one. It is always there, so that nothing jumps. */
export function FilterBar(props: {
  readonly of: Listed;
  readonly state: UrlState;
  readonly filter: ListFilter;
  readonly onChange: (change: UrlState) => void;
  readonly children?: ReactNode;
}): ReactNode {
  const [isAdding, setAdding] = useState(false);
  useHotkeys({ f: () => setAdding(true) });
  const parts = partsOf(props.filter, useAccountName(props.filter.accountId));
  return (
    <section
      aria-label="Filter"
      className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line px-6 py-1.5"
    >
      <Button look="quiet" hotkey="f" className="-ml-2.5" onClick={() => setAdding(true)}>
        <ListFilterIcon aria-hidden className="size-4" strokeWidth={1.75} />
        Filter
      </Button>
      {parts.map((part) => (
        <button
          key={part.key}
          type="button"
          aria-label={`Take away: ${part.label}`}
          onClick={() => props.onChange(part.without)}
          className="group inline-flex h-6 items-center gap-1 rounded-full border border-line-strong bg-panel pr-1.5 pl-2.5 text-sm font-medium hover:bg-sunken"
        >
          {part.label}
          <X aria-hidden className="size-3.5 text-ink-3 group-hover:text-ink" />
        </button>
      ))}
      <div className="ml-auto flex items-center gap-2">{props.children}</div>
      <Modal label={`Filter ${props.of}`} isOpen={isAdding} onClose={() => setAdding(false)}>
        <FilterForm of={props.of} state={props.state} onFilter={props.onChange} onClose={() => setAdding(false)} />
      </Modal>
    </section>
  );
}

function useAccountName(accountId: `acc_${string}` | undefined): string | undefined {
  return useQuery({
    ...ask("accounts.get", { accountId: accountId ?? "acc_" }),
    enabled: accountId !== undefined,
    staleTime: 60_000,
  }).data?.name;
}
