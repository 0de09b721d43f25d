import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ItemOf } from "../api/operations.ts";
import { ApprovalNeeds } from "./approval-needs.tsx";
import { IdChip } from "./id-chip.tsx";
import { MayContact } from "./may-contact.tsx";
import { Section } from "./page-header.tsx";
import { Reasons } from "./reasons.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { TemplateDiff } from "./template-diff.tsx";
import { Away, When } from "./when.tsx";

/** Why this waits: every policy that asked with what it saw, who proposed it, until when, and what an answer binds. */
export function ApprovalEvidence({ approval }: { readonly approval: ItemOf<"approvals.list"> }): ReactNode {
  return (
    <ScrollArea label="Evidence" className="space-y-4 p-4 max-xl:px-6 max-xl:pt-0">
      <Section title="Why a person is asked" aside={`${approval.reasons.length}`}>
        {approval.reasons.length === 0 ? (
          <p className="px-4 pb-3 text-ink-2">Decided again since then: no policy objects any more.</p>
        ) : (
          <Reasons reasons={approval.reasons} />
        )}
      </Section>
      <ApprovalNeeds approval={approval} />
      <TemplateDiff approval={approval} />
      <Section title="The request">
        <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 px-4 pb-3">
          <dt className="text-ink-3">Proposed by</dt>
          <dd>
            {approval.proposer.name} <span className="text-ink-3">{approval.proposer.kind}</span>
          </dd>
          <dt className="text-ink-3">Asked by</dt>
          <dd className="font-mono text-xs leading-5 break-words">{approval.policies.join(", ")}</dd>
          <dt className="text-ink-3">Asked</dt>
          <dd>
            <When at={approval.requestedAt} />
          </dd>
          <dt className="text-ink-3">Expires</dt>
          <dd>
            <Away at={approval.expiresAt} />
          </dd>
          <dt className="text-ink-3">Action</dt>
          <dd className="flex gap-2">
            <IdChip id={approval.actionId} />
            <Link to="/actions/$id" params={{ id: approval.actionId }} className="text-info hover:underline">
              open
            </Link>
          </dd>
          <dt className="text-ink-3">Binds</dt>
          <dd title="SHA-256 of exactly what is shown; approving names it">
            <IdChip id={approval.shownDigest} whole />
          </dd>
          {approval.note === null ? null : (
            <>
              <dt className="text-ink-3">Note</dt>
              <dd>{approval.note}</dd>
            </>
          )}
        </dl>
      </Section>
      <MayContact contactId={approval.contact.id} />
    </ScrollArea>
  );
}
