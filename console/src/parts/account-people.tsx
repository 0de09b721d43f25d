import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { EmploymentWords } from "./employments.tsx";
import { Empty } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { counted } from "./words.ts";

type Account = AnswerOf<"accounts.get">;

/** Who works at an account, and who did. */
export function AccountPeople({ account }: { readonly account: Account }): ReactNode {
  const { people, formerPeople } = account;
  return (
    <>
      <Section title="People" says={counted(account.contacts, "contact")}>
        {people.length === 0 ? (
          <Empty title="Nobody is known here" isSmall>
            People whose address or employer is this account stand here.
          </Empty>
        ) : null}
        <ul className="pb-2">
          {people.map((person) => (
            <li key={person.id} className="relative flex h-9 items-center gap-3 px-4 hover:bg-sunken/60">
              <Link to="/contacts/$id" params={{ id: person.id }} className="row-link shrink-0 font-medium">
                {person.name === "" ? "No name" : person.name}
              </Link>
              <span className="truncate text-ink-3">{person.title}</span>
              <span className="ml-auto truncate text-ink-2">{person.email ?? "no address"}</span>
            </li>
          ))}
        </ul>
        {people.length < account.contacts ? (
          <p className="px-4 pb-3 text-sm text-ink-3">The first {people.length} are shown.</p>
        ) : null}
      </Section>
      {formerPeople.length === 0 ? null : (
        <Section title="Former people" says={counted(formerPeople.length, "contact")}>
          <ul className="pb-2">
            {formerPeople.map((person) => (
              <li
                key={`${person.contactId} ${person.from}`}
                className="relative flex min-h-9 items-center gap-3 px-4 hover:bg-sunken/60"
              >
                <Link to="/contacts/$id" params={{ id: person.contactId }} className="row-link shrink-0 font-medium">
                  {person.name === "" ? "No name" : person.name}
                </Link>
                <EmploymentWords employment={person} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
