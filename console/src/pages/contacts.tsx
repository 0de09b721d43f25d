import { Link } from "@tanstack/react-router";
import { type ReactNode, useDeferredValue } from "react";
import type { ItemOf } from "../api/operations.ts";
import { BulkChange } from "../parts/bulk-change.tsx";
import { Empty, Missing } from "../parts/empty.tsx";
import { FilterBar } from "../parts/filter-bar.tsx";
import { filterOf } from "../parts/list-filter.ts";
import { NearlySo } from "../parts/nearly-so.tsx";
import { PageHeader } from "../parts/page-header.tsx";
import { type Column, PagedTable } from "../parts/paged-table.tsx";
import { SearchField } from "../parts/search-field.tsx";
import { Status } from "../parts/status.tsx";
import { useUrlState } from "../parts/url-state.ts";
import { ViewChoice, ViewVerbs } from "../parts/views.tsx";
import { When } from "../parts/when.tsx";

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
  const filter = filterOf({ ...state, q: useDeferredValue(state["q"]) }, "contacts");
  return (
    <>
      <PageHeader title="Contacts">
        <ViewChoice of="contacts" filter={filter} onChange={change} />
        <SearchField
          label="Find contacts"
          placeholder="Name, e-mail or company"
          value={state["q"] ?? ""}
          onChange={(value) => change({ q: value })}
        />
      </PageHeader>
      <FilterBar of="contacts" state={state} filter={filter} onChange={change}>
        <NearlySo q={filter.q} kind="contact" />
        <ViewVerbs of="contacts" filter={filter} />
        <BulkChange filter={filter} />
      </FilterBar>
      <PagedTable
        label="Contacts"
        operation="contacts.list"
        cursor="cursor"
        input={{ limit: 100, ...filter }}
        columns={columns}
        rowKey={(contact) => contact.id}
        minWidth="min-w-[56rem]"
        empty={Object.keys(filter).length > 0 ? <NoMatch /> : <NoContacts />}
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
      <Link to="/imports/new" className="text-info hover:underline">
        Import a CSV
      </Link>{" "}
      of your CRM. Rows of one person become one contact, every value keeps its source, and opt-outs become
      suppressions.
    </Empty>
  );
}
