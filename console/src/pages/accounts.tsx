import { Link } from "@tanstack/react-router";
import { type ReactNode, useDeferredValue } from "react";
import type { ItemOf } from "../api/operations.ts";
import { accountRelations } from "../parts/choices.ts";
import { Empty, Missing } from "../parts/empty.tsx";
import { Choice, TextField } from "../parts/fields.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { Relation } from "../parts/relation.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { wordFor } from "../parts/words.ts";

type Account = ItemOf<"accounts.list">;

const columns: readonly Column<Account>[] = [
  {
    head: "Name",
    width: "30%",
    cell: (account) => (
      <Link to="/accounts/$id" params={{ id: account.id }} className="row-link font-medium">
        {account.name === "" ? "No name" : account.name}
      </Link>
    ),
  },
  {
    head: "Domain",
    width: "24%",
    cell: (account) => account.domain ?? <Missing says="no domain" />,
  },
  { head: "Industry", cell: (account) => account.industry ?? <Missing says="–" /> },
  { head: "Country", width: "5rem", cell: (account) => account.country ?? <Missing says="–" /> },
  { head: "Relation", width: "9rem", cell: (account) => <Relation code={account.relation} /> },
  {
    head: "Contacts",
    width: "6rem",
    isRight: true,
    cell: (account) =>
      account.contacts === 0 ? (
        <Missing says="0" />
      ) : (
        <span className="number font-medium">{account.contacts.toLocaleString("en")}</span>
      ),
  },
];

/** Every company, one account each, with what it is to us and how many people are known there. */
export function AccountsPage(): ReactNode {
  const [state, change] = useUrlState();
  const q = useDeferredValue(state["q"]?.trim());
  const relation = oneOf(state["relation"], accountRelations);
  const country = /^[A-Za-z]{2}$/.test(state["country"] ?? "") ? state["country"]?.toUpperCase() : undefined;
  const isFiltered = Boolean(q) || relation !== undefined || country !== undefined;
  return (
    <>
      <PageHeader title="Accounts">
        <SearchField
          label="Find accounts"
          placeholder="Name or domain"
          value={state["q"] ?? ""}
          onChange={(value) => change({ q: value })}
        />
        <Choice
          label="Relation"
          all="Any relation"
          value={relation}
          options={accountRelations.map((one) => [one, one === "unknown" ? "Not known" : wordFor(one).word])}
          onChange={(value) => change({ relation: value })}
        />
        <TextField
          aria-label="Country"
          placeholder="Country"
          title="A code of two letters, such as DE"
          maxLength={2}
          value={state["country"] ?? ""}
          className="w-20 uppercase placeholder:normal-case"
          onChange={(event) => change({ country: event.target.value })}
        />
      </PageHeader>
      <PagedTable
        label="Accounts"
        operation="accounts.list"
        cursor="cursor"
        input={{
          limit: 100,
          ...(q ? { q } : {}),
          ...(relation === undefined ? {} : { relation }),
          ...(country === undefined ? {} : { country }),
        }}
        columns={columns}
        rowKey={(account) => account.id}
        minWidth="min-w-[56rem]"
        empty={isFiltered ? <NoMatch /> : <NoAccounts />}
      />
    </>
  );
}

function NoMatch(): ReactNode {
  return <Empty title="No account matches">Try part of a name or a domain, or take a filter away.</Empty>;
}

function NoAccounts(): ReactNode {
  return (
    <Empty title="No accounts yet">
      <Link to="/imports" className="text-info hover:underline">
        Import a CSV
      </Link>{" "}
      of companies or of people: addresses and websites say who works where, and each company becomes one account.
    </Empty>
  );
}
