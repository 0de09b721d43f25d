import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue, useState } from "react";
import type { Subject } from "../api/identity.ts";
import { ask, type ItemOf } from "../api/operations.ts";
import { Button } from "./button.tsx";
import { ChangeForm } from "./change-form.tsx";
import { TextField } from "./fields.tsx";
import { merging } from "./identity-changes.ts";
import { ModalBody } from "./modal.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { ScrollArea } from "./scroll-area.tsx";

type Found = ItemOf<"search.find">;

/** Finds the other one, shows what a merge would do, and merges. */
export function MergeForm(props: {
  readonly subject: Subject;
  readonly name: string;
  readonly onClose: () => void;
}): ReactNode {
  const { subject } = props;
  const [text, setText] = useState("");
  const [other, setOther] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    ...ask("search.find", { q, kind: subject.about, limit: 12 }),
    enabled: q !== "",
    placeholderData: (before) => before,
  });
  if (other !== null)
    return (
      <ChangeForm asked={merging(subject, props.name, other)} onBack={() => setOther(null)} onClose={props.onClose} />
    );
  const items = (found.data?.items ?? []).filter((item) => idOf(item) !== subject.id);
  return (
    <ModalBody title={`Merge ${props.name} with…`} foot={<Button onClick={props.onClose}>Cancel</Button>}>
      <TextField
        autoFocus
        aria-label="Find the other one"
        placeholder={subject.about === "contact" ? "Name, e-mail, phone or company" : "Name or domain"}
        value={text}
        className="w-full"
        onChange={(event) => setText(event.target.value)}
      />
      <ScrollArea label="Found" className="h-72 text-ink">
        {found.isError ? <ProblemNote error={found.error} onRetry={() => void found.refetch()} /> : null}
        {q === "" ? <p className="py-2 text-ink-3">You see what would happen before anything is merged.</p> : null}
        {q !== "" && found.isSuccess && items.length === 0 ? (
          <p className="py-2 text-ink-3">Nobody else is found. Try part of a name or an address.</p>
        ) : null}
        <ul>
          {items.map((item) => (
            <li key={idOf(item)}>
              <button
                type="button"
                onClick={() => setOther({ id: idOf(item), name: item.name === "" ? "No name" : item.name })}
                className="block w-full rounded-md px-2 py-1.5 text-left -outline-offset-2 hover:bg-sunken"
              >
                <span className="font-medium">{item.name === "" ? "No name" : item.name}</span>
                {item.title === null ? null : <span className="text-ink-3"> · {item.title}</span>}
                <span className="block truncate text-sm text-ink-3">
                  {[item.email, item.company, item.domain, item.country].filter(Boolean).join(" · ")}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </ScrollArea>
    </ModalBody>
  );
}

function idOf(item: Found): string {
  return (item.kind === "contact" ? item.contactId : item.accountId) ?? "";
}
