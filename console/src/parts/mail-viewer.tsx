import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { Loading } from "./empty.tsx";
import { Tabs } from "./fields.tsx";
import { ProblemNote } from "./problem-note.tsx";

type Mail = AnswerOf<"inbound.read">;

/** A mail as it came: its text, and on wish its formatted part in a frame that runs and loads nothing, or its head. */
export function MailViewer(props: { readonly inboundId: `inb_${string}` }): ReactNode {
  const [view, setView] = useState("text");
  const found = useQuery({
    ...ask("inbound.read", { inboundId: props.inboundId }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  const mail = found.data;
  if (mail === undefined) return <Loading rows={3} />;
  if (mail.fault !== null) return <Unreadable mail={mail} />;
  return (
    <section aria-label="The mail as it came" className="border-t border-line">
      <div className="flex flex-wrap items-center gap-3 px-5 py-2.5">
        <Tabs
          label="Show"
          value={view}
          options={[
            ["text", "Text"],
            ...(mail.html === null ? [] : [["formatted", "Formatted"] as const]),
            ["head", "Head"],
          ]}
          onChange={setView}
        />
        <span className="text-sm text-ink-3">
          {view === "formatted" ? "Nothing runs or loads; links are spelled out" : sizeOf(mail.bytes)}
          {mail.isCut ? " · cut" : ""}
        </span>
      </div>
      {view === "text" ? <Text>{mail.text}</Text> : null}
      {view === "head" ? <Head mail={mail} /> : null}
      {view === "formatted" ? (
        <iframe
          title="The formatted mail"
          sandbox=""
          referrerPolicy="no-referrer"
          src={`/v1/inbound/${mail.id}/formatted`}
          className="block h-[28rem] w-full border-t border-line bg-white"
        />
      ) : null}
    </section>
  );
}

function Text(props: { readonly children: string }): ReactNode {
  return (
    <div className="max-w-[72ch] px-5 pb-4 break-words whitespace-pre-wrap">
      {props.children.trim() === "" ? <span className="text-ink-3">No text.</span> : props.children}
    </div>
  );
}

function Head({ mail }: { readonly mail: Mail }): ReactNode {
  return (
    <dl className="grid grid-cols-[minmax(6rem,10rem)_minmax(0,1fr)] gap-x-3 gap-y-0.5 px-5 pb-4 font-mono text-xs">
      {mail.head.map(({ name, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: headers repeat, and their order is what they are
        <div key={at} className="contents">
          <dt className="truncate text-ink-3">{name}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Unreadable({ mail }: { readonly mail: Mail }): ReactNode {
  return (
    <section aria-label="The mail as it came" className="border-t border-line px-5 py-3">
      <p className="text-warn">This mail cannot be read: {mail.fault}.</p>
      {mail.rawHead === "" || mail.rawHead === null ? null : (
        <>
          <p className="mt-2 text-sm text-ink-3">It begins so:</p>
          <pre className="mt-1 max-h-72 overflow-auto font-mono text-xs break-all whitespace-pre-wrap">
            {mail.rawHead}
          </pre>
        </>
      )}
    </section>
  );
}

/** A size in the largest unit that leaves a number to read. */
export function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
