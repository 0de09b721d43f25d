import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Mark } from "./mark.tsx";
import { places } from "./places.ts";

/** The navigation of a narrow window: the same pages in one row. */
export function TopNav(props: { readonly onSearch: () => void; readonly onStop: () => void }): ReactNode {
  return (
    <nav
      aria-label="Pages"
      className="scroll-area flex h-11 shrink-0 items-center gap-1 border-b border-line px-3 md:hidden"
    >
      <Mark className="mr-2 size-5 shrink-0" />
      {places
        .flatMap(([, list]) => list)
        .map((place) => (
          <Link
            key={place.to}
            to={place.to}
            search={{}}
            activeOptions={{ exact: place.to === "/", includeSearch: false }}
            className="rounded-md px-2 py-1 font-medium text-ink-2 aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
          >
            {place.label}
          </Link>
        ))}
      <button
        type="button"
        onClick={props.onSearch}
        className="rounded-md px-2 py-1 font-medium whitespace-nowrap text-ink-2"
      >
        Find
      </button>
      <button
        type="button"
        onClick={props.onStop}
        className="rounded-md px-2 py-1 font-medium whitespace-nowrap text-bad"
      >
        Stop
      </button>
    </nav>
  );
}
