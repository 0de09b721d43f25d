import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Received, Written } from "./inbox-verbs.ts";
import { MailViewer, sizeOf } from "./mail-viewer.tsx";
import { Pill, StatusPill } from "./status.tsx";
import { Suggested } from "./suggestion.tsx";
import { When } from "./when.tsx";

/** One message of a conversation, ours or theirs. */
export function ThreadMessage({ mail }: { readonly mail: Written }): ReactNode {
  return mail.direction === "sent" ? <Sent mail={mail} /> : <Incoming mail={mail} />;
}

function Sent({ mail }: { readonly mail: Extract<Written, { readonly direction: "sent" }> }): ReactNode {
  const isOut = mail.state === "sent" || mail.state === "done";
  return (
    <article aria-label={`From us, ${mail.at}`} className="panel ml-6 bg-sunken/50 max-md:ml-2">
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-5 pt-3">
        <span className="font-medium">{mail.from === "" ? "Us" : mail.from}</span>
        <When at={mail.at} />
        {isOut ? null : <StatusPill code={mail.state} />}
        <Link to="/actions/$id" params={{ id: mail.actionId }} className="ml-auto text-sm text-ink-3 hover:underline">
          {isOut ? "action" : "why"}
        </Link>
      </header>
      <Body>{mail.text}</Body>
      {mail.state === "denied" ? (
        <ul className="px-5 pb-3 text-sm text-bad">
          {mail.reasons.map((reason) => (
            <li key={reason.code}>Refused: {reason.says}</li>
          ))}
        </ul>
      ) : null}
    </article>
  );
}

function Incoming({ mail }: { readonly mail: Received }): ReactNode {
  const [isOpen, setOpen] = useState(mail.isMalformed);
  return (
    <article aria-label={`From ${mail.fromAddress ?? "nobody"}, ${mail.at}`} className="panel overflow-hidden">
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-5 pt-3">
        <span className="font-medium break-all">{mail.fromAddress ?? "no sender"}</span>
        <When at={mail.at} />
        <button
          type="button"
          aria-expanded={isOpen}
          className="ml-auto text-sm text-ink-3 hover:text-ink hover:underline"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? "Close" : "As it came"}
        </button>
      </header>
      <Body>{mail.text}</Body>
      {mail.quotedText === "" ? null : (
        <details className="px-5 pb-3 text-sm text-ink-3">
          <summary>What they quote</summary>
          <div className="mt-1 max-w-[72ch] border-l-2 border-line pl-3 break-words whitespace-pre-wrap">
            {mail.quotedText}
          </div>
        </details>
      )}
      <Understood mail={mail} />
      {isOpen ? <MailViewer inboundId={mail.id} /> : null}
    </article>
  );
}

function Body(props: { readonly children: string }): ReactNode {
  return (
    <div className="max-w-[72ch] px-5 py-3 text-[0.875rem] leading-[1.45rem] break-words whitespace-pre-wrap">
      {props.children === "" ? <span className="text-ink-3">No text of its own.</span> : props.children}
    </div>
  );
}

function Understood({ mail }: { readonly mail: Received }): ReactNode {
  return (
    <footer className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-t border-line px-5 py-2 text-sm text-ink-3">
      {mail.kind === null ? <Pill tone="warn">Not understood</Pill> : <StatusPill code={mail.kind} />}
      {mail.severity === null ? null : (
        <span title={mail.severityEvidence ?? ""}>
          <Pill tone="bad">{mail.severity === "threat" ? "Threat" : "Escalation"}</Pill>
        </span>
      )}
      <span>
        {mail.stage === "abstained" ? "no rule was sure" : `by ${mail.stage.replaceAll("_", " ")}`}
        {mail.evidence === null ? "" : `: “${mail.evidence}”`}
      </span>
      <Suggested mail={mail} />
      <span>
        {mail.correlatedBy === "none" ? "from nobody we know" : `matched by ${mail.correlatedBy.replaceAll("_", " ")}`}
      </span>
      {mail.resumeAt === null ? null : (
        <span>
          waits until <When at={mail.resumeAt} />
        </span>
      )}
      {mail.attachments.map((file, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
        <span key={at} className="max-w-full truncate" title={file.type}>
          File: {file.name === "" ? file.type : file.name} ({sizeOf(file.bytes)})
        </span>
      ))}
    </footer>
  );
}
