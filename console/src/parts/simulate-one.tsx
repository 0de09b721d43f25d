import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue, useState } from "react";
import { type AnswerOf, ask, type InputOf, tellNow } from "../api/operations.ts";
import { Button } from "./button.tsx";
import { Checks } from "./checks.tsx";
import { Choice, Labelled, TextField } from "./fields.tsx";
import { Section } from "./page-header.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { Reasons } from "./reasons.tsx";
import { StatusPill } from "./status.tsx";

/** Who would be written to. */
interface Chosen {
  readonly id: `con_${string}`;
  readonly name: string;
}

/** Decides one touch without making it: whom, and by which template or sequence. */
export function SimulateOne(props: { readonly organisation: { readonly organisation?: string } }): ReactNode {
  const [contact, setContact] = useState<Chosen | null>(null);
  const [what, setWhat] = useState("");
  const templates = useQuery(ask("templates.list", {})).data?.items ?? [];
  const sequences = useQuery(ask("sequences.list", {})).data?.items ?? [];
  const simulate = useMutation({
    mutationFn: (input: InputOf<"policy.simulate">) => tellNow("policy.simulate", input),
  });
  const options = [
    ...templates.map(({ id, name, version }) => [id, `Template ${name} v${version}`] as const),
    ...sequences.map(({ id, name }) => [id, `Sequence ${name}, step 1`] as const),
  ];
  const chosen = what === "" ? options[0]?.[0] : what;
  return (
    <Section title="One touch" says="the same way as a proposal, up to the decision">
      <form
        className="space-y-3 px-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (contact !== null && chosen !== undefined)
            simulate.mutate({ contactId: contact.id, ...touchBy(chosen), ...props.organisation });
        }}
      >
        <ContactPicker contact={contact} onPick={setContact} />
        <Labelled label="What">
          <Choice label="What" value={chosen} options={options} onChange={setWhat} />
        </Labelled>
        <Button type="submit" look="primary" disabled={contact === null || chosen === undefined || simulate.isPending}>
          {simulate.isPending ? "Deciding…" : "Decide"}
        </Button>
      </form>
      {simulate.isError ? <ProblemNote error={simulate.error} /> : null}
      {simulate.data === undefined ? null : <Answer answer={simulate.data} />}
    </Section>
  );
}

function touchBy(id: string): Partial<InputOf<"policy.simulate">> {
  return id.startsWith("seq_")
    ? { sequenceId: id as `seq_${string}` }
    : { draft: { templateId: id as `tpl_${string}` } };
}

function Answer({ answer }: { readonly answer: AnswerOf<"policy.simulate"> }): ReactNode {
  return (
    <section aria-label="What would be decided" className="border-t border-line">
      <p role="status" className="px-4 py-2.5">
        <StatusPill code={answer.outcome} />
        {answer.missing.length === 0 ? null : (
          <span className="ml-2 text-warn">The message lacks {answer.missing.join(", ")}.</span>
        )}
      </p>
      <Reasons reasons={answer.reasons} />
      <Checks verdict={answer} />
      {answer.message === null ? null : (
        <details className="border-t border-line px-4 py-2">
          <summary className="text-sm text-ink-2 hover:text-ink">The message: {answer.message.subject}</summary>
          <p className="mt-1 break-words whitespace-pre-wrap">{answer.message.body}</p>
        </details>
      )}
    </section>
  );
}

function ContactPicker(props: {
  readonly contact: Chosen | null;
  readonly onPick: (contact: Chosen | null) => void;
}): ReactNode {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    ...ask("search.find", { q: q || "-", kind: "contact", limit: 6 }),
    enabled: q !== "" && props.contact === null,
  });
  if (props.contact !== null)
    return (
      <p>
        Whom: <span className="font-medium">{props.contact.name}</span>{" "}
        <Button look="quiet" onClick={() => props.onPick(null)}>
          Another one
        </Button>
      </p>
    );
  return (
    <>
      <Labelled label="Whom">
        <TextField
          placeholder="Name, e-mail or company"
          value={text}
          className="w-full"
          onChange={(event) => setText(event.target.value)}
        />
      </Labelled>
      <ul aria-label="Contacts found">
        {(q === "" ? [] : (found.data?.items ?? [])).map((item) => (
          <li key={item.contactId}>
            <button
              type="button"
              className="w-full rounded-md px-2 py-1 text-left hover:bg-sunken"
              onClick={() =>
                item.contactId === null ? undefined : props.onPick({ id: item.contactId, name: item.name || "No name" })
              }
            >
              <span className="font-medium">{item.name || "No name"}</span>{" "}
              <span className="text-ink-3">{[item.email, item.company].filter(Boolean).join(" · ")}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
