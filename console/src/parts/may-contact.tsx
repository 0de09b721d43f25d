import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type AnswerOf, ask } from "../api/operations.ts";
import { Checks } from "./checks.tsx";
import { Loading } from "./empty.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { Reasons } from "./reasons.tsx";
import { Away } from "./when.tsx";
import type { Tone } from "./words.ts";

const answers: Readonly<
  Record<AnswerOf<"policy.check">["outcome"], readonly [tone: Tone, answer: string, says: string]>
> = {
  allow: ["good", "Yes", "No policy objects to an e-mail now."],
  needs_approval: ["warn", "If a person approves", "A policy asks for a person's approval first."],
  defer: ["info", "Not yet", "It is only a matter of time."],
  deny: ["bad", "No", "At least one policy forbids it."],
};

const tints: Readonly<Record<Tone, string>> = {
  neutral: "",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
  info: "bg-info-soft text-info",
};

/** "May we contact this person, and why?", asked of the policies now. */
export function MayContact(props: { readonly contactId: `con_${string}` }): ReactNode {
  const found = useQuery({ ...ask("policy.check", { contactId: props.contactId }), refetchInterval: 30_000 });
  const verdict = found.data;
  const title = "May we contact?";
  if (found.isError)
    return (
      <Section title={title}>
        <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
      </Section>
    );
  if (verdict === undefined)
    return (
      <Section title={title}>
        <Loading rows={3} />
      </Section>
    );
  const [tone, answer, says] = answers[verdict.outcome];
  return (
    <Section title={title} says="decided live, not recorded">
      <div className={`mx-4 mb-2 rounded-md px-3 py-2 ${tints[tone]}`}>
        <output className="text-lg font-semibold">{answer}</output>
        <p>
          {says}
          {verdict.until === undefined ? null : (
            <>
              {" "}
              Ask again <Away at={verdict.until} />.
            </>
          )}
        </p>
      </div>
      <Reasons reasons={verdict.reasons} />
      <Checks verdict={verdict} />
    </Section>
  );
}
