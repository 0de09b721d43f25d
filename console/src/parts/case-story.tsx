import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ProblemError } from "../../../src/client/problem-error.ts";
import { type AnswerOf, ask } from "../api/operations.ts";
import { useMay, useNow } from "../api/session.ts";
import { CaseDetails } from "./case-details.tsx";
import { CaseProof } from "./case-proof.tsx";
import { Disclosed } from "./disclosed.tsx";
import { Empty, Loading } from "./empty.tsx";
import { shortId } from "./id-chip.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { shortTime, When } from "./when.tsx";

type Case = AnswerOf<"audit.case">;
type Item = Case["sections"][number]["items"][number];

/** Everything about one touch as a story, told from the audit log alone, with the proof of every line. */
export function CaseStory(props: { readonly subjectId: string }): ReactNode {
  const may = useMay("audit:read");
  const found = useQuery({
    ...ask("audit.case", { subjectId: props.subjectId as `act_${string}` }),
    enabled: may,
    // Every reading of personal text is recorded: it is read once and not again by itself.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const title = "Case file";
  if (!may) return null;
  if (found.error instanceof ProblemError && found.error.code === "not_found")
    return (
      <Section title={title}>
        <Empty title="Not in the log yet" isSmall>
          Records come under a signed checkpoint within a moment of being written; load the page again.
        </Empty>
      </Section>
    );
  const story = found.data;
  return (
    <Section title={title} says="why, by whom, from which facts, and what came of it">
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading /> : null}
      {story === undefined ? null : (
        <>
          <CaseProof story={story} />
          {story.sections.map((section) => (
            <Chapter key={section.heading} heading={section.heading} items={section.items} />
          ))}
        </>
      )}
    </Section>
  );
}

function Chapter(props: { readonly heading: string; readonly items: readonly Item[] }): ReactNode {
  return (
    <section
      aria-label={props.heading}
      className="grid gap-x-6 gap-y-1 border-t border-line px-4 py-3 md:grid-cols-[12rem_minmax(0,1fr)]"
    >
      <h3 className="font-medium text-ink-2">{props.heading}</h3>
      {props.items.length === 0 ? (
        <p className="text-ink-3">Nothing on record.</p>
      ) : (
        <ol className="space-y-2">
          {foldRepeats(props.items).map(({ item, also }) => (
            <Line key={item.recordId} item={item} also={also} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Line({ item, also }: Folded): ReactNode {
  const now = new Date(useNow());
  return (
    <li>
      <div className="flex items-baseline gap-3">
        <Link
          to="/audit"
          search={{ record: item.recordId }}
          title="The record and its proof"
          className="w-14 shrink-0 font-mono text-xs text-ink-3 tabular-nums hover:text-ink hover:underline"
        >
          #{item.index}
        </Link>
        <p className="min-w-0 break-words">
          {sentence(item.says, now)}
          <span className="text-sm text-ink-3">
            {" "}
            by <Actor text={item.actor} />
          </span>
        </p>
        <span className="ml-auto shrink-0 text-sm text-ink-3">
          <When at={item.at} />
        </span>
      </div>
      <div className="pl-17">
        {also.length === 0 ? null : (
          <p className="text-sm text-ink-3">The same in {also.map((index) => `#${index}`).join(", ")}</p>
        )}
        {item.disclosures.map((one) => (
          <Disclosed key={one.name} name={one.name} value={one.value} />
        ))}
        <CaseDetails details={item.details} />
      </div>
    </li>
  );
}

interface Folded {
  readonly item: Item;
  /** Entries that say the very same in this chapter. */
  readonly also: readonly number[];
}

/** A record that is told in several chapters says the same in some of them again and again: one line stands for all. */
function foldRepeats(items: readonly Item[]): readonly Folded[] {
  const alike = Map.groupBy(items, (item) =>
    item.disclosures.length > 0 || "inputs" in item.details
      ? JSON.stringify([item.disclosures, item.details])
      : item.recordId,
  );
  return [...alike.values()].flatMap(([item, ...rest]) =>
    item === undefined ? [] : [{ item, also: rest.map(({ index }) => index) }],
  );
}

/** The server's words with codes and times spelled out; reason codes stay as they are counted. */
function sentence(says: string, now: Date): string {
  const text = says
    .replaceAll(/\b[a-z]+(?:_[a-z]+)+\b/g, (code) => code.replaceAll("_", " "))
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => shortTime(new Date(time), now));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Actor({ text }: { readonly text: string }): ReactNode {
  const [kind = "", id = ""] = text.split(" ");
  const agents = useQuery({ ...ask("agents.list", {}), enabled: useMay("agents:read"), staleTime: 60_000 }).data;
  const name = agents?.items.find((agent) => agent.id === id)?.name;
  if (name !== undefined) return `${kind} ${name}`;
  return id.includes("_") ? `${kind} ${shortId(id)}` : text;
}
