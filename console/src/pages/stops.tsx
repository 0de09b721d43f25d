import type { ReactNode } from "react";
import type { InputOf } from "../api/operations.ts";
import { Button } from "../parts/button.tsx";
import { Choice } from "../parts/fields.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { StopCounts } from "../parts/stop-counts.tsx";
import { StopList } from "../parts/stop-list.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { wordFor } from "../parts/words.ts";

/** What a list of stops is narrowed to, in the address. */
const narrowings = ["code", "rule", "sequenceId", "how", "from", "to"] as const;

/** Why touches were not sent: counts by reason and week, and behind each number the actions that it counts. */
export function StopsPage(): ReactNode {
  const [state, change] = useUrlState();
  const by = oneOf(state["by"], ["code", "rule", "sequence"] as const) ?? "code";
  const narrowed = Object.fromEntries(narrowings.flatMap((name) => (state[name] ? [[name, state[name]]] : [])));
  const isNarrowed = Object.keys(narrowed).length > 0;
  const clear = Object.fromEntries(narrowings.map((name) => [name, undefined]));
  return (
    <>
      <PageHeader
        title="Stops"
        says={isNarrowed ? spokenFilter(narrowed) : "what was not sent, each action once, under its last reason"}
      >
        {isNarrowed ? (
          <Button onClick={() => change(clear)}>All counts</Button>
        ) : (
          <Choice
            label="Count by"
            all="By reason"
            value={by === "code" ? undefined : by}
            options={[
              ["rule", "By policy"],
              ["sequence", "By sequence"],
            ]}
            onChange={(value) => change({ by: value })}
          />
        )}
      </PageHeader>
      {isNarrowed ? <StopList input={narrowed as InputOf<"stops.list">} /> : <StopCounts by={by} />}
    </>
  );
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** What the list is narrowed to, in words: codes as they are, times as the first and the last day. */
function spokenFilter({ how, from, to, ...rest }: Readonly<Record<string, string>>): string {
  const until = to === undefined ? undefined : dayOf(Date.parse(to) - 1);
  const since = from === undefined ? undefined : dayOf(Date.parse(from));
  const time = [since === undefined ? [] : `from ${since}`, until === undefined ? [] : `to ${until}`].flat().join(" ");
  return [
    ...Object.values(rest),
    ...(how === undefined ? [] : [wordFor(how).word]),
    ...(time === "" ? [] : [time]),
  ].join(" · ");
}

/** A day for people; a time that somebody mistyped in the address has none. */
function dayOf(at: number): string | undefined {
  return Number.isNaN(at) ? undefined : day.format(at);
}
