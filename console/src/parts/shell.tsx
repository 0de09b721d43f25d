import { Outlet } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useSession, useWorkspace } from "../api/session.ts";
import { Button } from "./button.tsx";
import { useGoKeys } from "./go-keys.ts";
import { useHotkeys } from "./hotkeys.ts";
import { Modal } from "./modal.tsx";
import { SideNav } from "./side-nav.tsx";
import { StopSwitch } from "./stop-switch.tsx";
import { TopNav } from "./top-nav.tsx";

const Palette = lazy(() => import("./palette.tsx").then((part) => ({ default: part.Palette })));

/** What surrounds every page: navigation, the notice that everything is stopped, palette, kill switch and keys. */
export function Shell(): ReactNode {
  const [open, setOpen] = useState<"palette" | "stop" | null>(null);
  const close = () => setOpen(null);
  useShellKeys(setOpen);
  return (
    <div className="flex h-full">
      <a
        href="#page"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-fill px-3 py-1.5 font-medium text-fill-ink focus:translate-y-0"
      >
        Skip to the page
      </a>
      <SideNav onSearch={() => setOpen("palette")} onStop={() => setOpen("stop")} />
      <div className="flex min-w-0 grow flex-col">
        <TopNav onSearch={() => setOpen("palette")} onStop={() => setOpen("stop")} />
        <PausedNotice onResume={() => setOpen("stop")} />
        <main id="page" tabIndex={-1} className="flex min-h-0 grow flex-col outline-none">
          <Outlet />
        </main>
      </div>
      <Modal label="Find or do" isOpen={open === "palette"} onClose={close} className="w-[38rem]">
        <Suspense fallback={<div className="h-12" />}>
          <Palette onDone={close} onStop={() => setOpen("stop")} />
        </Suspense>
      </Modal>
      <Modal label="Kill switch" isOpen={open === "stop"} onClose={close}>
        <StopSwitch onClose={close} />
      </Modal>
    </div>
  );
}

function useShellKeys(setOpen: (open: "palette" | "stop") => void): void {
  useGoKeys();
  useHotkeys({
    "mod+k": () => setOpen("palette"),
    "mod+shift+.": () => setOpen("stop"),
    "mod+shift+>": () => setOpen("stop"),
    "/": () => focusSearch(),
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
  });
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("main [type=search]");
  field?.focus();
  return field !== null;
}

/** Moves the focus to the next or previous row of the page's list, if it has one. */
function moveFocus(by: number): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("main .row-link")];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = rows[at === -1 ? 0 : at + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return rows.length > 0;
}

function PausedNotice(props: { readonly onResume: () => void }): ReactNode {
  const workspace = useWorkspace().data;
  const mayResume = useSession().data?.scopes.includes("workspace:resume") ?? false;
  if (workspace?.state !== "paused") return null;
  return (
    <div role="status" className="flex items-center gap-3 border-b border-bad/30 bg-bad-soft px-6 py-2 text-bad">
      <p className="font-medium">This workspace is stopped. Nothing reaches anyone.</p>
      {mayResume ? (
        <Button look="danger" className="ml-auto" onClick={props.onResume}>
          Resume…
        </Button>
      ) : (
        <p className="ml-auto text-sm">An administrator can resume it.</p>
      )}
    </div>
  );
}
