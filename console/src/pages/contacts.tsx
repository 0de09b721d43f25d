import { Link } from "@tanstack/react-router";
import { type ReactNode, useDeferredValue } from "react";
import type { ItemOf } from "../api/operations.ts";
import { accountRelations } from "../parts/choices.ts";
import { Empty, Missing } from "../parts/empty.tsx";
import { Choice } from "../parts/fields.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { Status } from "../parts/status.tsx";
import { oneOf, useUrlState } from "../parts/url-state.ts";
import { When } from "../parts/when.tsx";
import { wordFor } from "../parts/words.ts";

type Contact = ItemOf<"contacts.list">;

const columns: readonly Column<Contact>[] = [
  {
    head: "Name",
    width: "26%",
    cell: (contact) => (
      <Link to="/contacts/$id" params={{ id: contact.id }} className="row-link">
        <span className="font-medium">{contact.name === "" ? "No name" : contact.name}</span>
        {contact.title === null ? null : <span className="text-ink-3"> · {contact.title}</span>}
      </Link>
    ),
  },
  { head: "Account", width: "22%", cell: (contact) => <Account contact={contact} /> },
  { head: "Email", width: "24%", cell: (contact) => <Email contact={contact} /> },
  { head: "Country", width: "5rem", cell: (contact) => contact.country ?? <Missing says="–" /> },
  {
    head: "Relation",
    width: "9rem",
    cell: (contact) =>
      contact.relation === "none" || contact.relation === "unknown" ? (
        <span className="text-ink-3">{contact.relation === "none" ? "none" : "not known"}</span>
      ) : (
        <Status code={contact.relation} />
      ),
  },
  { head: "Updated", width: "8rem", isRight: true, cell: (contact) => <When at={contact.updatedAt} /> },
];

/** Everybody Fairlead knows; several people may share a name, so account, title and domain stand beside it. */
export function ContactsPage(): ReactNode {
  const [state, change] = useUrlState();
  const q = useDeferredValue(state["q"]?.trim());
  const relation = oneOf(state["relation"], accountRelations);
  const country = /^[A-Za-z]{2}$/.test(state["country"] ?? "") ? state["country"]?.toUpperCase() : undefined;
  const isFiltered = Boolean(q) || relation !== undefined || country !== undefined || state["domain"] !== undefined;
  return (
    <>
      <PageHeader title="Contacts">
        <SearchField
          label="Find contacts"
          placeholder="Name, e-mail or company"
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
      </PageHeader>
      <PagedTable
        label="Contacts"
        operation="contacts.list"
        cursor="cursor"
        input={{
          limit: 100,
          ...(q ? { q } : {}),
          ...(relation === undefined ? {} : { relation }),
          ...(country === undefined ? {} : { country }),
          ...(state["domain"] === undefined ? {} : { domain: state["domain"] }),
        }}
        columns={columns}
        rowKey={(contact) => contact.id}
        minWidth="min-w-[56rem]"
        empty={isFiltered ? <NoMatch /> : <NoContacts />}
      />
    </>
  );
}

function Account({ contact }: { readonly contact: Contact }): ReactNode {
  const name = contact.company ?? contact.domain;
  if (name === null) return <Missing says="–" />;
  return (
    <>
      {contact.accountId === null ? (
        name
      ) : (
        <Link to="/accounts/$id" params={{ id: contact.accountId }} className="above-row-link hover:underline">
          {name}
        </Link>
      )}
      {contact.domain === null || contact.company === null ? null : (
        <span className="text-ink-3"> · {contact.domain}</span>
      )}
    </>
  );
}

function Email({ contact }: { readonly contact: Contact }): ReactNode {
  if (contact.email === null) return <Missing says="no address" />;
  return (
    <>
      {contact.email}
      {contact.emailClass === "business" ? null : (
        <span className="text-ink-3"> · {contact.emailClass.replace("_", " ")}</span>
      )}
    </>
  );
}

function NoMatch(): ReactNode {
  return <Empty title="No contact matches">Try part of a name, an address or a company, or take a filter away.</Empty>;
}

function NoContacts(): ReactNode {
  return (
    <Empty title="No contacts yet">
      <Link to="/imports" className="text-info hover:underline">
        Import a CSV
      </Link>{" "}
      of your CRM. Rows of one person become one contact, every value keeps its source, and opt-outs become
      suppressions.
    </Empty>
  );
}
