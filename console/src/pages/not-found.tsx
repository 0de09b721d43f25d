import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Empty } from "../parts/empty.tsx";

/** Shown for an address that leads nowhere. */
export function NotFoundPage(): ReactNode {
  return (
    <Empty title="There is no such page">
      Press <b>⌘K</b> to find anything by name or id, or go to{" "}
      <Link to="/" className="text-info hover:underline">
        Today
      </Link>
      .
    </Empty>
  );
}
