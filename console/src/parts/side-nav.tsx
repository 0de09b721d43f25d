import { Link } from "@tanstack/react-router";
import LogOut from "lucide-react/icons/log-out";
import OctagonX from "lucide-react/icons/octagon-x";
import Search from "lucide-react/icons/search";
import type { ReactNode } from "react";
import { signOut } from "../api/client.ts";
import { useSession, useSimulatedNow, useWorkspace } from "../api/session.ts";
import { useWaitingCounts, type WaitingCounts } from "../api/waiting.ts";
import { Key } from "./button.tsx";
import { Mark } from "./mark.tsx";
import { type Place, places } from "./places.ts";
import { keyNames } from "./platform.ts";
import { When } from "./when.tsx";

/** The navigation: pages with what waits in them, the workspace, who is signed in, and the kill switch. */
export function SideNav(props: { readonly onSearch: () => void; readonly onStop: () => void }): ReactNode {
  const scopes = useSession().data?.scopes;
  const counts = useWaitingCounts();
  return (
    <header className="flex h-full w-52 shrink-0 flex-col border-r border-line bg-page max-md:hidden">
      <WorkspaceHead />
      <button
        type="button"
        onClick={props.onSearch}
        className="mx-3 mb-1 flex h-7 items-center gap-2 rounded-md border border-line bg-panel px-2 text-ink-3 hover:border-line-strong hover:text-ink-2"
      >
        <Search aria-hidden className="size-3.5" />
        Find or do
        <span className="ml-auto">
          <Key>{keyNames.palette}</Key>
        </span>
      </button>
      <nav aria-label="Pages" className="scroll-area grow px-3 pb-3">
        {places.map(([group, list]) => (
          <div key={group} className="mt-3">
            <p className="px-2 pb-1 text-xs font-medium text-ink-3">{group}</p>
            <ul className="space-y-px">
              {list
                .filter((place) => scopes?.includes(place.scope) ?? true)
                .map((place) => (
                  <li key={place.to}>
                    <NavLink place={place} counts={counts} />
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </nav>
      <NavFoot onStop={props.onStop} />
    </header>
  );
}

function WorkspaceHead(): ReactNode {
  const session = useSession().data;
  const simulatedNow = useSimulatedNow();
  return (
    <div className="flex h-14 shrink-0 items-center gap-2.5 px-5">
      <Mark className="size-5 shrink-0" />
      <div className="min-w-0">
        <p className="truncate font-semibold tracking-[-0.01em]">{session?.workspace.name ?? "Fairlead"}</p>
        {simulatedNow === undefined ? null : (
          <p className="truncate text-xs text-info" title="Business time is simulated; it stands still between events">
            Simulated <When at={new Date(simulatedNow).toISOString()} />
          </p>
        )}
      </div>
    </div>
  );
}

function NavLink({ place, counts }: { readonly place: Place; readonly counts: WaitingCounts }): ReactNode {
  const count = place.count === undefined ? undefined : counts[place.count];
  const Icon = place.icon;
  return (
    <Link
      to={place.to}
      search={{}}
      title={`g then ${place.key}`}
      activeOptions={{ exact: place.to === "/", includeSearch: false }}
      className="group flex h-7 items-center gap-2.5 rounded-md px-2 font-medium text-ink-2 hover:bg-sunken hover:text-ink aria-[current=page]:bg-sunken aria-[current=page]:text-ink"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3 group-aria-[current=page]:text-ink" strokeWidth={1.75} />
      <span className="truncate">{place.label}</span>
      {count === undefined || count === "0" ? null : (
        <span className="ml-auto text-sm text-ink-2 tabular-nums">{count}</span>
      )}
    </Link>
  );
}

function NavFoot(props: { readonly onStop: () => void }): ReactNode {
  const principal = useSession().data?.principal;
  const isPaused = useWorkspace().data?.state === "paused";
  return (
    <div className="space-y-2 border-t border-line p-3">
      <button
        type="button"
        onClick={props.onStop}
        aria-keyshortcuts="Control+Shift+."
        className={`flex h-7 w-full items-center gap-2.5 rounded-md px-2 font-medium ${isPaused ? "bg-bad-soft text-bad" : "text-bad hover:bg-bad-soft"}`}
      >
        <OctagonX aria-hidden className="size-4" strokeWidth={1.75} />
        {isPaused ? "Stopped" : "Stop everything"}
      </button>
      <div className="flex items-center gap-2 pl-2">
        <div className="min-w-0 grow">
          <p className="truncate font-medium">{principal?.name ?? " "}</p>
          <p className="truncate text-sm text-ink-3">{principal?.role ?? " "}</p>
        </div>
        <button
          type="button"
          aria-label="Sign out"
          title="Sign out"
          onClick={() => void signOut()}
          className="rounded-md p-1.5 text-ink-3 hover:bg-sunken hover:text-ink"
        >
          <LogOut aria-hidden className="size-4" strokeWidth={1.75} />
        </button>
      </div>
    </div>
  );
}
