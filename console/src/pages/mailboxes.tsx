import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { Empty, Loading } from "../parts/empty.tsx";
import { MailboxList } from "../parts/mailbox-list.tsx";
import { PageHeader, Section } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { TrippedBreakers } from "../parts/tripped-breakers.tsx";

/** Where we write from: what was stopped by a breaker, and every mailbox with the way to its health. */
export function MailboxesPage(): ReactNode {
  const found = useQuery(ask("mailboxes.list", { limit: 500 }));
  return (
    <>
      <PageHeader title="Mailboxes" />
      <div className="scroll-area min-h-0 grow space-y-4 p-6 max-sm:p-4">
        {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        {found.isPending ? <Loading /> : null}
        <TrippedBreakers />
        {found.isSuccess && found.data.items.length === 0 ? (
          <Section title="Mailboxes">
            <Empty title="No mailbox yet" isSmall>
              Nothing can be sent without one. Connect it with{" "}
              <code className="font-mono text-sm">fairlead mailboxes create</code>; give{" "}
              <code className="font-mono text-sm">warmUp</code> if it has not sent before.
            </Empty>
          </Section>
        ) : (
          <MailboxList />
        )}
      </div>
    </>
  );
}
