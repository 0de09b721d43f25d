import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";

type Stage = AnswerOf<"report.funnel">["stages"][number];

const words: Readonly<Record<Stage["stage"], string>> = {
  targeted: "Targeted",
  proposed: "Proposed",
  allowed: "Allowed",
  sent: "Sent",
  delivered: "Delivered",
  replied: "Replied",
  meeting: "Meeting",
  held: "Held",
  won: "Won",
};

/** How many got how far. Bars share one scale; a share is of the stage before. */
export function Funnel(props: { readonly stages: readonly Stage[] }): ReactNode {
  const most = Math.max(1, ...props.stages.map((stage) => stage.count));
  return (
    <section aria-label="Funnel" className="panel overflow-x-auto">
      <ol className="flex min-w-[46rem] divide-x divide-line">
        {props.stages.map((stage, at) => (
          <li key={stage.stage} className="relative min-w-0 flex-1 hover:bg-sunken/60">
            <StageCell stage={stage} before={props.stages[at - 1]} most={most} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function StageCell(props: {
  readonly stage: Stage;
  readonly before: Stage | undefined;
  readonly most: number;
}): ReactNode {
  const { stage, before, most } = props;
  const share = shareOf(stage, before);
  const { to, search } = linkOf(stage);
  return (
    <>
      <div className="px-3 pt-3.5 xl:px-4">
        <p className="text-ink-2">{words[stage.stage]}</p>
        <Link
          to={to}
          search={search}
          aria-label={`${words[stage.stage]}: ${stage.count.toLocaleString("en")}, show them`}
          className="row-link number text-xl font-semibold xl:text-2xl"
        >
          {stage.count.toLocaleString("en")}
        </Link>
        <p
          className="h-5 text-sm text-ink-3"
          title={share === undefined ? "" : `of ${words[before?.stage ?? stage.stage]}`}
        >
          {share}
        </p>
      </div>
      <div aria-hidden className="mt-2 flex h-14 items-end px-3 xl:px-4">
        <div
          className="w-full rounded-t-[3px] bg-bar"
          style={{ height: stage.count === 0 ? 0 : `max(2px, ${(100 * stage.count) / most}%)` }}
        />
      </div>
    </>
  );
}

function shareOf(stage: Stage, before: Stage | undefined): string | undefined {
  if (before === undefined || before.count === 0 || stage.count > before.count || stage.stage === "proposed")
    return undefined;
  const percent = (100 * stage.count) / before.count;
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : percent.toFixed(1)} %`;
}

const pages: Readonly<Record<string, string>> = {
  "queue.next": "/queue",
  "actions.list": "/actions",
  "activities.list": "/activity",
  "outcomes.list": "/outcomes",
};

function linkOf(stage: Stage): { readonly to: string; readonly search: Readonly<Record<string, string>> } {
  return { to: pages[stage.query.operation] ?? "/", search: stage.query.input };
}
