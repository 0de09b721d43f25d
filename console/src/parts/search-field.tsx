import Search from "lucide-react/icons/search";
import type { ReactNode } from "react";
import { Key } from "./button.tsx";

/** A field that narrows a list as one types; `/` jumps to it. */
export function SearchField(props: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  return (
    <div className="relative">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1.5 left-2 size-4 text-ink-3"
        strokeWidth={1.75}
      />
      <input
        type="search"
        aria-label={props.label}
        aria-keyshortcuts="/"
        placeholder={props.placeholder}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        className="h-7 w-64 rounded-md border border-line-strong bg-panel pr-7 pl-7.5 placeholder:text-ink-3 hover:border-ink-3"
      />
      {props.value === "" ? (
        <span className="pointer-events-none absolute top-[5px] right-1.5">
          <Key>/</Key>
        </span>
      ) : null}
    </div>
  );
}
