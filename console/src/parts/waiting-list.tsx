import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useWaitingCounts } from "../api/waiting.ts";
import { Section } from "./page-header.tsx";

/** What waits for a person, each with the way to it. */
export function WaitingList(): ReactNode {
  const counts = useWaitingCounts();
  const rows = [
    { to: "/approvals", search: {}, label: "Messages to approve", count: counts.approvals },
    { to: "/inbox", search: { show: "unclassified" }, label: "Replies to classify", count: counts.inbox },
    { to: "/tasks", search: {}, label: "Tasks to do", count: counts.tasks },
    { to: "/reviews", search: {}, label: "Questions about who is who", count: counts.reviews },
    { to: "/inbox", search: { show: "sends" }, label: "Sends with an unknown result", count: counts.unknownSends },
  ];
  return (
    <Section title="Waits for a person">
      <ul className="pb-2">
        {rows.map((row) => (
          <li key={row.label} className="relative flex h-8 items-center px-4 hover:bg-sunken/60">
            <Link to={row.to} search={row.search} className={`row-link ${row.count === "0" ? "text-ink-3" : ""}`}>
              {row.label}
            </Link>
            <span className={`number ml-auto font-medium ${row.count === "0" ? "text-ink-3" : ""}`}>
              {row.count ?? "…"}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
