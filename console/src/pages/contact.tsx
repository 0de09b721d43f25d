import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Button } from "../parts/button.tsx";
import { BuyingRole } from "../parts/buying-role.tsx";
import { Consents } from "../parts/consents.tsx";
import { ContactActions } from "../parts/contact-actions.tsx";
import { Employments } from "../parts/employments.tsx";
import { Loading } from "../parts/empty.tsx";
import { EraseForm } from "../parts/erase-form.tsx";
import { FieldList } from "../parts/field-list.tsx";
import { useHotkeys } from "../parts/hotkeys.ts";
import { IdChip } from "../parts/id-chip.tsx";
import { MayContact } from "../parts/may-contact.tsx";
import { Modal } from "../parts/modal.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Readiness } from "../parts/readiness.tsx";
import { RecordList } from "../parts/record-list.tsx";
import { SaidList } from "../parts/said-list.tsx";
import { Scores } from "../parts/scores.tsx";
import { StopForm } from "../parts/stop-form.tsx";
import { SuppressForm } from "../parts/suppress-form.tsx";
import { SuppressedNotice } from "../parts/suppressed-notice.tsx";
import { Timeline } from "../parts/timeline.tsx";
import { WhyNotSentTo } from "../parts/why-not-sent.tsx";

/** One person: what we know and from where, what happened, and whether we may contact them and why. */
export function ContactPage(): ReactNode {
  const id = useParams({ strict: false, select: (params) => params.id }) as `con_${string}`;
  const found = useQuery(ask("contacts.get", { contactId: id }));
  const [open, setOpen] = useState<"suppress" | "stop" | "erase" | null>(null);
  const maySuppress = useMay("suppressions:write");
  const mayStop = useMay("actions:write");
  const mayErase = useMay("contacts:erase");
  useHotkeys({
    s: () => maySuppress && setOpen("suppress"),
  });
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  const contact = found.data;
  if (contact === undefined) return <Loading rows={10} />;
  const close = () => setOpen(null);
  const name = contact.name === "" ? "No name" : contact.name;
  const subject = { about: "contact", id: contact.id } as const;
  return (
    <>
      <PageHeader
        title={name}
        says={
          <span className="flex flex-wrap items-center gap-x-2 text-ink-2">
            {contact.title === null ? null : <span>{contact.title}</span>}
            {contact.accountId === null ? null : (
              <Link to="/accounts/$id" params={{ id: contact.accountId }} className="hover:underline">
                {contact.company ?? contact.domain ?? "account"}
              </Link>
            )}
            <IdChip id={contact.id} />
          </span>
        }
      >
        <Link to="/cases/$id" params={{ id: contact.id }} className="mr-1 text-ink-2 hover:text-ink hover:underline">
          Case file
        </Link>
        {mayErase ? <Button onClick={() => setOpen("erase")}>Erase…</Button> : null}
        <Button disabled={!mayStop} onClick={() => setOpen("stop")}>
          Stop sequences
        </Button>
        <Button look="danger" hotkey="s" disabled={!maySuppress} onClick={() => setOpen("suppress")}>
          Suppress
        </Button>
      </PageHeader>
      <SuppressedNotice contactId={contact.id} />
      <div className="scroll-area min-h-0 grow p-6">
        <div className="contact-grid">
          <div className="grid grid-cols-1 content-start gap-4 [grid-area:fields]">
            <FieldList subject={subject} fields={contact.fields} records={contact.records} />
            <Employments relationships={contact.relationships} />
            <RecordList subject={subject} name={name} absorbed={contact.absorbed} keys={contact.matchKeys} />
            <SaidList subject={subject} />
          </div>
          <div className="grid grid-cols-1 content-start gap-4 [grid-area:main]">
            <Timeline contactId={contact.id} />
            <ContactActions contactId={contact.id} />
          </div>
          <div className="grid grid-cols-1 content-start gap-4 [grid-area:verdict]">
            <MayContact contactId={contact.id} />
            <WhyNotSentTo contactId={contact.id} />
            <Readiness contact={contact} />
            <Scores contactId={contact.id} />
            {contact.accountId === null ? null : <BuyingRole contactId={contact.id} accountId={contact.accountId} />}
            <Consents contactId={contact.id} />
          </div>
        </div>
      </div>
      <Modal label="Suppress" isOpen={open === "suppress"} onClose={close}>
        <SuppressForm contactId={contact.id} name={contact.name} onClose={close} />
      </Modal>
      <Modal label="Erase" isOpen={open === "erase"} onClose={close}>
        <EraseForm contactId={contact.id} name={name} onClose={close} />
      </Modal>
      <Modal label="Stop sequences" isOpen={open === "stop"} onClose={close}>
        <StopForm contactId={contact.id} name={contact.name} onClose={close} />
      </Modal>
    </>
  );
}
