import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Key } from "../parts/button.tsx";
import { Empty } from "../parts/empty.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { keyNames } from "../parts/platform.ts";

/** Shown for an address that leads nowhere. */
export function NotFoundPage(): ReactNode {
  return (
    <>
      <PageHeader title="Not found" />
      <Empty title="There is no such page">
        Press <Key>{keyNames.palette}</Key> to find anything by name or id, or go to{" "}
        <Link to="/" className="text-info underline">
          Today
        </Link>
        .
      </Empty>
    </>
  );
}
