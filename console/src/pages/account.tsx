import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { Loading } from "../parts/empty.tsx";
import { Fields } from "../parts/field-list.tsx";
import { IdChip } from "../parts/id-chip.tsx";
import { PageHeader, Section } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { Status } from "../parts/status.tsx";
import { counted } from "../parts/words.ts";

/** One account: its people, its domains, and where each value came from. */
export function AccountPage(): ReactNode {
  const id = useParams({ strict: false, select: (params) => params.id }) as `acc_${string}`;
  const found = useQuery(ask("accounts.get", { accountId: id }));
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  const account = found.data;
  if (account === undefined) return <Loading rows={8} />;
  return (
    <>
      <PageHeader
        title={account.name}
        says={
          <span className="flex items-center gap-2 text-ink-2">
            {account.domain}
            <IdChip id={account.id} />
          </span>
        }
      >
        {account.relation === "none" || account.relation === "unknown" ? null : <Status code={account.relation} />}
      </PageHeader>
      <div className="scroll-area grid min-h-0 grow content-start items-start gap-4 p-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Section title="People" says={counted(account.contacts, "contact")}>
          <ul className="pb-2">
            {account.people.map((person) => (
              <li key={person.id} className="relative flex h-9 items-center gap-3 px-4 hover:bg-sunken/60">
                <Link to="/contacts/$id" params={{ id: person.id }} className="row-link font-medium">
                  {person.name === "" ? "No name" : person.name}
                </Link>
                <span className="truncate text-ink-3">{person.title}</span>
                <span className="ml-auto truncate text-ink-2">{person.email ?? "no address"}</span>
              </li>
            ))}
          </ul>
        </Section>
        <Section title="Fields">
          <Fields fields={account.fields} missing={[]} />
          <ul className="border-t border-line px-4 py-2 font-mono text-xs text-ink-2">
            {account.domains.map((domain) => (
              <li key={domain.domain}>
                {domain.domain} <span className="text-ink-3">{domain.role}</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}
