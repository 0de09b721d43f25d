import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { Section } from "./page-header.tsx";
import { Status } from "./status.tsx";
import { spelledField } from "./words.ts";

const lacks: Readonly<Record<string, string>> = {
  email: "No address that mail may go to",
  name: "No first or last name",
  account: "No account that they work for",
  country: "No country, so neither time zone nor law is known",
  evidence: "Nothing but keys that many people share",
  openReview: "It is in doubt whether this is one person",
};

const confidenceMin = 60;

/** Whether the data of a contact is enough for outreach, with the parts of the confidence and each thing that is missing. */
export function Readiness({ contact }: { readonly contact: AnswerOf<"contacts.get"> }): ReactNode {
  const { confidence, missingFields, ready } = contact;
  return (
    <Section
      title="Ready for outbound"
      aside={<Status code="ready" word={ready ? "Ready" : "Not ready"} tone={ready ? "good" : "warn"} />}
    >
      {missingFields.length === 0 ? null : (
        <ul className="mx-4 mb-2 rounded-md bg-warn-soft px-3 py-2 text-warn">
          {missingFields.map((name) => (
            <li key={name}>
              {lacks[name] ?? `${spelledField(name)} is missing`}
              {name === "openReview" ? (
                <>
                  {": "}
                  <Link to="/reviews" className="underline">
                    answer it
                  </Link>
                </>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <div className="px-4 pb-1">
        <p>
          <span className="text-ink-3">Confidence</span>{" "}
          <span className="number text-xl font-semibold">{confidence.total}</span>
          <span className="text-ink-3"> of 100; {confidenceMin} are needed</span>
        </p>
        <div aria-hidden className="mt-1 h-1 overflow-hidden rounded-full bg-sunken">
          <div
            className="h-full rounded-full bg-ink-3"
            style={{ width: `${Math.max(0, Math.min(100, confidence.total))}%` }}
          />
        </div>
      </div>
      <ul className="py-2">
        {Object.entries(confidence.parts).map(([part, points]) => (
          <li key={part} className={`flex px-4 py-0.5 ${points === 0 ? "text-ink-3" : ""}`}>
            <span>{spelledField(part)}</span>
            <span className="number ml-auto text-sm">{points > 0 ? `+${points}` : points}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
