import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Section } from "./page-header.tsx";
import { When } from "./when.tsx";
import { spelled } from "./words.ts";

type Employment = AnswerOf<"contacts.get">["relationships"][number];

/** Where somebody works and worked, as what and from when to when. */
export function Employments(props: { readonly relationships: readonly Employment[] }): ReactNode {
  if (props.relationships.length === 0) return null;
  return (
    <Section title="Employers">
      <ul className="pb-2">
        {props.relationships
          .toSorted((left, right) => Number(right.current) - Number(left.current))
          .map((one) => (
            <li key={`${one.accountId} ${one.from}`} className="px-4 py-1">
              <div className="flex items-baseline gap-2">
                <Link
                  to="/accounts/$id"
                  params={{ id: one.accountId }}
                  className="min-w-0 truncate font-medium hover:underline"
                >
                  {one.account}
                </Link>
                <span className="ml-auto shrink-0 text-sm text-ink-3">{one.current ? "current" : "former"}</span>
              </div>
              <EmploymentWords employment={one} />
            </li>
          ))}
      </ul>
    </Section>
  );
}

/** Title, seniority, function and time, on a line. */
export function EmploymentWords(props: {
  readonly employment: Pick<Employment, "title" | "seniority" | "jobFunction" | "from" | "to" | "current">;
}): ReactNode {
  const { title, seniority, jobFunction, from, to, current } = props.employment;
  const words = [
    title,
    seniority === null ? null : spelled(seniority),
    jobFunction === null ? null : spelled(jobFunction),
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <p className="text-sm text-ink-3">
      {words === "" ? "title not known" : words}; {current ? "since" : "from"} <When at={from} />
      {to === null ? null : (
        <>
          {" to "}
          <When at={to} />
        </>
      )}
    </p>
  );
}
