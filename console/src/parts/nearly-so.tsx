import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";

/** Says that nothing is spelled as typed, and what the list shows instead. */
export function NearlySo(props: { readonly q: string | undefined; readonly kind: "contact" | "account" }): ReactNode {
  const { q = "", kind } = props;
  const why = useQuery({ ...ask("search.find", { q: q || "-", kind, limit: 1 }), enabled: q !== "" }).data?.items[0]
    ?.why;
  if (q === "" || why === undefined) return null;
  if (why.fit !== "similar") return why.field === "name" ? null : <span className="text-ink-3">by {why.field}</span>;
  return (
    <span className="text-ink-2">
      Nothing is spelled so; shown is what is nearly so, such as <span className="font-medium">{why.matched}</span>
    </span>
  );
}
