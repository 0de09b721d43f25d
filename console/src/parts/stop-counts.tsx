import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { Empty, Loading } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { Status } from "./status.tsx";
import { counted } from "./words.ts";

type Count = AnswerOf<"stops.count">;
type Row = Count["rows"][number];

const weekMs = 7 * 86_400_000;
const weeksShown = 6;
const short = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** How many actions were not sent, a line for each reason and a column for each week; every number is a link to its actions. */
export function StopCounts(props: { readonly by: "code" | "rule" | "sequence" }): ReactNode {
  const found = useQuery({ ...ask("stops.count", { by: props.by, per: "week" }), refetchInterval: 30_000 });
  const names = useQuery({ ...ask("sequences.list", {}), enabled: props.by === "sequence" }).data?.items ?? [];
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  const count = found.data;
  if (count === undefined) return <Loading rows={8} />;
  const nameOf = (key: string | null): string =>
    key === null
      ? props.by === "sequence"
        ? "no sequence"
        : "stopped, not by a policy"
      : (names.find(({ id }) => id === key)?.name ?? key);
  const weeks = [...new Set(count.rows.flatMap(({ period }) => period ?? []))].sort().reverse().slice(0, weeksShown);
  const lines = [...Map.groupBy(count.rows, ({ how, key }) => `${how} ${key}`).values()].sort(
    (a, b) => sum(b) - sum(a),
  );
  return (
    <div className="scroll-area min-h-0 grow p-6">
      <Section
        title="Not sent"
        says="12 weeks, by when it was stopped"
        aside={`${counted(count.total, "action")}; ${count.underWay.toLocaleString("en")} on their way, ${count.sent.toLocaleString("en")} sent`}
      >
        {lines.length === 0 ? (
          <Empty title="Nothing was stopped" isSmall>
            Whatever policy refuses or puts off, a reply or a person stops, or a server refuses is counted here.
          </Empty>
        ) : (
          <div className="overflow-x-auto">
            <table className="w-full" aria-label="Stops by reason and week">
              <Head weeks={weeks} />
              <tbody>
                {lines.map((rows) => (
                  <Line
                    key={`${rows[0]?.how} ${rows[0]?.key}`}
                    rows={rows}
                    weeks={weeks}
                    by={props.by}
                    nameOf={nameOf}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Section>
    </div>
  );
}

function Head({ weeks }: { readonly weeks: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr className="text-left text-sm text-ink-3">
        <th scope="col" className="px-4 pb-1 font-medium">
          What
        </th>
        <th scope="col" className="px-2 pb-1 font-medium">
          Why
        </th>
        <th scope="col" className="px-2 pb-1 text-right font-medium">
          All
        </th>
        <th scope="col" className="px-2 pb-1 text-right font-medium">
          Put off
        </th>
        {weeks.map((week) => (
          <th key={week} scope="col" className="px-2 pb-1 text-right font-medium whitespace-nowrap last:pr-4">
            {short.format(new Date(week))}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Line(props: {
  readonly rows: readonly Row[];
  readonly weeks: readonly string[];
  readonly by: "code" | "rule" | "sequence";
  readonly nameOf: (key: string | null) => string;
}): ReactNode {
  const [first] = props.rows;
  if (first === undefined) return null;
  const field = { code: "code", rule: "rule", sequence: "sequenceId" }[props.by];
  const search = { how: first.how, ...(first.key === null ? {} : { [field]: first.key }) };
  return (
    <tr className="h-8 border-t border-line hover:bg-sunken/60">
      <td className="px-4 whitespace-nowrap">
        <Status code={first.how} />
      </td>
      <td className="px-2 font-mono text-sm">{props.nameOf(first.key)}</td>
      <td className="number px-2 text-right font-medium">
        <Link to="/stops" search={search} className="hover:underline">
          {sum(props.rows).toLocaleString("en")}
        </Link>
      </td>
      <td className="number px-2 text-right text-ink-3">
        {props.rows.reduce((total, { deferrals }) => total + deferrals, 0).toLocaleString("en")}
      </td>
      {props.weeks.map((week) => (
        <td key={week} className="number px-2 text-right last:pr-4">
          <Week row={props.rows.find(({ period }) => period === week)} week={week} search={search} />
        </td>
      ))}
    </tr>
  );
}

function Week(props: {
  readonly row: Row | undefined;
  readonly week: string;
  readonly search: Readonly<Record<string, string>>;
}): ReactNode {
  if (props.row === undefined) return <span className="text-ink-3">·</span>;
  const from = Date.parse(props.week);
  const time = { from: new Date(from).toISOString(), to: new Date(from + weekMs).toISOString() };
  return (
    <Link to="/stops" search={{ ...props.search, ...time }} className="hover:underline">
      {props.row.actions.toLocaleString("en")}
    </Link>
  );
}

function sum(rows: readonly Row[]): number {
  return rows.reduce((total, { actions }) => total + actions, 0);
}
