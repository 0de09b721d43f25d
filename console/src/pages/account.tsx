import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { AccountFamily } from "../parts/account-family.tsx";
import { AccountPeople } from "../parts/account-people.tsx";
import { AccountDomains, AccountRelation } from "../parts/account-standing.tsx";
import { Committee } from "../parts/committee.tsx";
import { Loading } from "../parts/empty.tsx";
import { FieldList } from "../parts/field-list.tsx";
import { IdChip } from "../parts/id-chip.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { RecordList } from "../parts/record-list.tsx";
import { SaidList } from "../parts/said-list.tsx";
import { Status } from "../parts/status.tsx";

/** One account: its people and who buys, what it is to us, its family and domains, and where each value came from. */
export function AccountPage(): ReactNode {
  const id = useParams({ strict: false, select: (params) => params.id }) as `acc_${string}`;
  const found = useQuery(ask("accounts.get", { accountId: id }));
  if (found.isError) return <ProblemNote error={found.error} onRetry={() => void found.refetch()} />;
  const account = found.data;
  if (account === undefined) return <Loading rows={8} />;
  const subject = { about: "account", id: account.id } as const;
  const name = account.name === "" ? "No name" : account.name;
  return (
    <>
      <PageHeader
        title={name}
        says={
          <span className="flex items-center gap-2 text-ink-2">
            {account.domain}
            <IdChip id={account.id} />
          </span>
        }
      >
        {account.relation === "none" || account.relation === "unknown" ? null : <Status code={account.relation} />}
      </PageHeader>
      <div className="scroll-area grid min-h-0 grow content-start items-start gap-4 p-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid grid-cols-1 content-start gap-4">
          <AccountPeople account={account} />
          <Committee accountId={account.id} />
          <AccountFamily account={account} />
        </div>
        <div className="grid grid-cols-1 content-start gap-4">
          <AccountRelation account={account} />
          <AccountDomains account={account} />
          <FieldList subject={subject} fields={account.fields} />
          <RecordList subject={subject} name={name} absorbed={account.absorbed} />
          <SaidList subject={subject} />
        </div>
      </div>
    </>
  );
}
