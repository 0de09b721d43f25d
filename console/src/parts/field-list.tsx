import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Missing } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { When } from "./when.tsx";
import { counted, spelled, spelledField } from "./words.ts";

type Contact = AnswerOf<"contacts.get">;
type Field = Contact["fields"][number];

/** The order in which a person reads a contact. */
const order: readonly string[] = [
  "fullName",
  "firstName",
  "lastName",
  "title",
  "companyName",
  "email",
  "phone",
  "linkedin",
  "country",
  "state",
  "city",
  "seniority",
  "department",
  "segments",
  "lifecycle",
  "industry",
  "employees",
  "website",
];

/** What is known of a contact: each value with its source, when it was observed and why it won. */
export function FieldList({ contact }: { readonly contact: Contact }): ReactNode {
  return (
    <>
      <Section title="Fields" says={`from ${counted(contact.records, "record")}`}>
        <Fields fields={contact.fields} missing={contact.missingFields} />
      </Section>
      {contact.relationships.length === 0 ? null : (
        <Section title="Accounts">
          <ul className="pb-2">
            {contact.relationships.map((relationship) => (
              <li key={relationship.accountId} className="px-4 py-1">
                <Link
                  to="/accounts/$id"
                  params={{ id: relationship.accountId }}
                  className="font-medium hover:underline"
                >
                  {relationship.account}
                </Link>
                <p className="text-sm text-ink-3">
                  {[relationship.title, relationship.domain, relationship.current ? "current" : "before"]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Identity" says={confidenceWord(contact.confidence.total)}>
        <ul className="space-y-0.5 px-4 pb-3 font-mono text-xs text-ink-2">
          {contact.matchKeys.map((key) => (
            <li key={`${key.kind} ${key.key}`} className="truncate" title={key.key}>
              <span className="text-ink-3">{key.kind}</span> {key.key}
              {key.shared ? <span className="text-warn"> shared</span> : null}
            </li>
          ))}
          {contact.absorbed.length === 0 ? null : (
            <li className="font-sans text-sm text-ink-3">
              {counted(contact.absorbed.length, "merged record id")} lead here
            </li>
          )}
          {contact.openReviews === 0 ? null : (
            <li className="font-sans text-sm text-warn">
              {counted(contact.openReviews, "possible duplicate")} to review
            </li>
          )}
        </ul>
      </Section>
    </>
  );
}

/** Values with where they came from. */
export function Fields(props: { readonly fields: readonly Field[]; readonly missing: readonly string[] }): ReactNode {
  return (
    <dl className="divide-y divide-line border-t border-line">
      {inOrder(props.fields).map((field) => (
        <FieldRow key={field.name} field={field} />
      ))}
      {props.missing.map((name) => (
        <div key={name} className="grid grid-cols-[6.5rem_minmax(0,1fr)] px-4 py-1.5">
          <dt className="truncate text-ink-3">{spelledField(name)}</dt>
          <dd>
            <Missing />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FieldRow({ field }: { readonly field: Field }): ReactNode {
  const others = field.others.length;
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] px-4 py-1.5">
      <dt className="truncate text-ink-3">{spelledField(field.name)}</dt>
      <dd className="font-medium break-words">{field.value ?? <Missing />}</dd>
      <dd className="col-start-2 text-sm text-ink-3">
        <details>
          <summary className="truncate hover:text-ink-2">
            {field.source.name}
            {others === 0 ? "" : `, ${counted(others, "other")}`}
          </summary>
          <p className="mt-0.5 text-ink-2">
            {spelled(field.why)}. Observed <When at={field.observedAt} />.
          </p>
          <ul>
            {field.others.map((other) => (
              <li key={`${other.value} ${other.observedAt} ${other.source.id}`}>
                <s>{other.value ?? "no value"}</s> from {other.source.name}, <When at={other.observedAt} />
              </li>
            ))}
          </ul>
        </details>
      </dd>
    </div>
  );
}

function inOrder(fields: readonly Field[]): readonly Field[] {
  const place = ({ name }: Field) => {
    const at = order.indexOf(name);
    return at === -1 ? order.length : at;
  };
  return fields.toSorted((left, right) => place(left) - place(right));
}

function confidenceWord(total: number): string {
  const percent = total <= 1 ? Math.round(total * 100) : Math.round(total);
  return `confidence ${percent} %`;
}
