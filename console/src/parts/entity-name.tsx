import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { shortId } from "./id-chip.tsx";

const kept = { staleTime: 60_000 } as const;

/** A contact by name, as a link to their page; its id until the name is known. */
export function ContactName({ id }: { readonly id: `con_${string}` }): ReactNode {
  const found = useQuery({ ...ask("contacts.get", { contactId: id }), ...kept });
  const contact = found.data;
  if (found.isError) return <span className="text-ink-3">{shortId(id)}, not there now</span>;
  const name = contact === undefined ? shortId(id) : contact.name === "" ? "No name" : contact.name;
  return (
    <Link to="/contacts/$id" params={{ id }} className="above-row-link hover:underline">
      {name}
      {contact?.company ? <span className="text-ink-3"> · {contact.company}</span> : null}
    </Link>
  );
}

/** An account by name, as a link to its page; its id until the name is known. */
export function AccountName({ id }: { readonly id: `acc_${string}` }): ReactNode {
  const account = useQuery({ ...ask("accounts.get", { accountId: id }), ...kept }).data;
  return (
    <Link to="/accounts/$id" params={{ id }} className="above-row-link hover:underline">
      {account?.name ?? shortId(id)}
    </Link>
  );
}
