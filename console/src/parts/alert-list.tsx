import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useOpenTasks } from "../api/waiting.ts";
import { Section } from "./page-header.tsx";
import { Away } from "./when.tsx";
import { WithCode } from "./with-code.tsx";

const shown = 5;

/** What a named person has to look at soon, the most urgent first; nothing at all where there is none. */
export function AlertList(): ReactNode {
  const alerts = (useOpenTasks().data?.items ?? []).filter((task) => task.kind === "alert");
  if (alerts.length === 0) return null;
  return (
    <Section title="Alerts" says="each is one person's to look at">
      <ul className="pb-2">
        {alerts.slice(0, shown).map((task) => (
          <li key={task.id} className="border-t border-line px-4 py-2">
            <p className="wrap-anywhere">
              <WithCode text={task.title} />
            </p>
            <p className="text-sm text-ink-3">
              for <span className="text-ink-2">{task.assignedToName ?? "everybody"}</span>, due <Away at={task.dueAt} />
            </p>
          </li>
        ))}
      </ul>
      {alerts.length > shown ? (
        <p className="px-4 pb-3">
          <Link to="/tasks" className="text-info hover:underline">
            {alerts.length - shown} more
          </Link>
        </p>
      ) : null}
    </Section>
  );
}
