import type { ReactNode } from "react";
import { type Tone, wordFor } from "./words.ts";

const dot: Readonly<Record<Tone, string>> = {
  neutral: "bg-line-strong",
  good: "bg-good",
  warn: "bg-warn",
  bad: "bg-bad",
  info: "bg-info",
};

const soft: Readonly<Record<Tone, string>> = {
  neutral: "bg-sunken text-ink-2",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
};

/** A status as a word with a dot of its colour: for rows. */
export function Status(props: { readonly code: string; readonly word?: string; readonly tone?: Tone }): ReactNode {
  const known = wordFor(props.code);
  return (
    <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
      <span
        aria-hidden
        className={`size-1.5 shrink-0 translate-y-[0.5px] self-center rounded-full ${dot[props.tone ?? known.tone]}`}
      />
      {props.word ?? known.word}
    </span>
  );
}

/** A status as a word on a tint of its colour: for the head of a page, where it is the news. */
export function Pill(props: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  return (
    <span
      className={`inline-flex items-center gap-1 rounded-full px-2 py-px text-sm font-medium whitespace-nowrap ${soft[props.tone]}`}
    >
      {props.children}
    </span>
  );
}

/** The pill of a code. */
export function StatusPill(props: { readonly code: string }): ReactNode {
  const { word, tone } = wordFor(props.code);
  return <Pill tone={tone}>{word}</Pill>;
}
