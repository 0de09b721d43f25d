import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { Loading } from "./empty.tsx";
import { MailViewer } from "./mail-viewer.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { StatusPill } from "./status.tsx";
import { When } from "./when.tsx";

/** A mail that is in no conversation, such as a bounce or a complaint, with what it was taken for. */
export function LoneMail(props: { readonly inboundId: `inb_${string}` }): ReactNode {
  const found = useQuery(ask("inbound.get", { inboundId: props.inboundId }));
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  const mail = found.data;
  if (mail === undefined) return <Loading />;
  return (
    <ScrollArea label="The mail" className="grow p-6 max-md:p-3">
      <article className="panel mx-auto max-w-3xl overflow-hidden">
        <header className="px-5 py-4">
          <h2 className="text-lg font-semibold">{mail.subject === "" ? "No subject" : mail.subject}</h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 text-ink-2">
            <span className="break-all">{mail.fromAddress ?? "no sender"}</span>
            <When at={mail.receivedAt} />
            <StatusPill code={mail.kind ?? mail.what} />
            <span className="text-sm text-ink-3">matched by {mail.correlatedBy.replaceAll("_", " ")}</span>
          </p>
        </header>
        <MailViewer inboundId={mail.id} />
      </article>
    </ScrollArea>
  );
}
