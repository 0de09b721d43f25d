import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { type ReactNode, useDeferredValue, useState } from "react";
import { type ListedOperation, useListedOperations } from "../api/openapi.ts";
import { ask } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { Key } from "./button.tsx";
import { pageOfId, pageOfOperation } from "./page-of.ts";
import { places } from "./places.ts";

const group =
  "[&_[cmdk-group-heading]]:px-4 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3";
const item =
  "mx-2 flex h-8 cursor-pointer items-center gap-3 rounded-md px-2 data-[selected=true]:bg-sunken aria-disabled:opacity-60";

/** Finds pages, contacts, anything by its id, and every operation of the API. */
export function Palette(props: { readonly onDone: () => void; readonly onStop: () => void }): ReactNode {
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const go = (to: string) => {
    props.onDone();
    void navigate({ to });
  };
  const byId = pageOfId(text.trim());
  return (
    <Command label="Find or do" loop filter={matches}>
      <Command.Input
        autoFocus
        value={text}
        onValueChange={setText}
        placeholder="A page, a contact, an id, or something to do"
        className="h-12 w-full border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-ink-3"
      />
      <Command.List className="scroll-area max-h-[22rem] scroll-py-2 pb-2">
        <Command.Empty className="px-4 py-6 text-center text-ink-3">Nothing matches.</Command.Empty>
        {byId === undefined ? null : (
          <Command.Item className={`${item} mt-2`} value={text} onSelect={() => go(byId)}>
            Open <span className="truncate font-mono text-sm">{text.trim()}</span>
          </Command.Item>
        )}
        <Command.Group heading="Pages" className={group}>
          {places.flatMap(([, list]) =>
            list.map((place) => (
              <Command.Item key={place.to} className={item} value={`${place.label} page`} onSelect={() => go(place.to)}>
                <place.icon aria-hidden className="size-4 text-ink-3" strokeWidth={1.75} />
                {place.label}
                <span className="ml-auto flex gap-1">
                  <Key>g</Key>
                  <Key>{place.key}</Key>
                </span>
              </Command.Item>
            )),
          )}
          <Command.Item
            className={`${item} text-bad`}
            value="stop everything kill switch pause"
            onSelect={props.onStop}
          >
            Stop everything…
          </Command.Item>
        </Command.Group>
        <FoundContacts text={text} onGo={go} />
        <Operations onGo={go} />
      </Command.List>
    </Command>
  );
}

/** Every word typed must stand somewhere: fuzzier matching finds operations in people's names. */
function matches(value: string, search: string, keywords: readonly string[] = []): number {
  const text = `${value} ${keywords.join(" ")}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 1
    : 0;
}

function FoundContacts({ text, onGo }: { readonly text: string; readonly onGo: (to: string) => void }): ReactNode {
  const q = useDeferredValue(text.trim());
  const may = useMay("contacts:read");
  const found = useQuery({ ...ask("contacts.list", { q, limit: 5 }), enabled: may && q.length >= 2 }).data?.items ?? [];
  if (found.length === 0 || q.length < 2) return null;
  return (
    <Command.Group heading="Contacts" className={group} forceMount>
      {found.map((contact) => (
        <Command.Item
          key={contact.id}
          className={item}
          value={`${contact.name} ${contact.id}`}
          keywords={[text]}
          onSelect={() => onGo(`/contacts/${contact.id}`)}
        >
          <span className="font-medium">{contact.name}</span>
          <span className="truncate text-ink-3">
            {[contact.title, contact.company, contact.email].filter(Boolean).join(" · ")}
          </span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function Operations({ onGo }: { readonly onGo: (to: string) => void }): ReactNode {
  const operations = useListedOperations();
  return (
    <Command.Group heading="Operations" className={group}>
      {operations.map((operation) => (
        <OperationItem key={operation.name} operation={operation} onGo={onGo} />
      ))}
    </Command.Group>
  );
}

function OperationItem(props: { readonly operation: ListedOperation; readonly onGo: (to: string) => void }): ReactNode {
  const { name, summary } = props.operation;
  return (
    <Command.Item className={item} value={`${name} ${summary}`} onSelect={() => props.onGo(pageOfOperation(name))}>
      <span className="w-44 shrink-0 truncate font-mono text-sm">{name}</span>
      <span className="truncate text-ink-3">{summary}</span>
    </Command.Item>
  );
}
