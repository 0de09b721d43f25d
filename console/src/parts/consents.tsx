import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Loading } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { Status } from "./status.tsx";
import { When } from "./when.tsx";
import { spelled, type Tone } from "./words.ts";

const tones: Readonly<Record<AnswerOf<"consents.list">["inForce"], Tone>> = {
  opt_in: "good",
  soft_opt_in: "good",
  contract: "good",
  legitimate_interest: "info",
  refused: "bad",
  expired: "warn",
  unknown: "neutral",
};

/** What a contact agreed to, what is in force for mail, and what shows it. */
export function Consents(props: { readonly contactId: `con_${string}` }): ReactNode {
  const mayRead = useMay("consents:read");
  const found = useQuery({ ...ask("consents.list", { contactId: props.contactId }), enabled: mayRead });
  if (!mayRead) return null;
  const force = found.data?.inForce;
  return (
    <Section
      title="Consent"
      aside={force === undefined ? null : <Status code={force} word={spelled(force)} tone={tones[force]} />}
    >
      {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Loading rows={2} /> : null}
      {found.data?.items.length === 0 ? (
        <p className="px-4 pb-3 text-ink-3">
          None recorded, which counts as none given. Imports and the API record them.
        </p>
      ) : null}
      <ul className="divide-y divide-line">
        {(found.data?.items ?? []).map((one) => (
          <li key={one.id} className="px-4 py-2">
            <p>
              <b className="font-medium">{one.state === "granted" ? "Given" : "Taken back"}</b> for{" "}
              {one.channel === "all" ? "every channel" : one.channel}
              {one.basis === null ? "" : `, ${spelled(one.basis).toLowerCase()}`}
            </p>
            <p className="text-sm text-ink-3">
              <When at={one.obtainedAt} />, {one.source}, {one.hint}
              {one.expiresAt === null ? null : (
                <>
                  , until <When at={one.expiresAt} />
                </>
              )}
            </p>
            {Object.entries(one.words ?? {}).map(([name, text]) => (
              <p key={name} className="text-sm text-ink-2">
                {spelled(name)}: “{text}”
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}
