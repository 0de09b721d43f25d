import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import History from "lucide-react/icons/history";
import { type ReactNode, useState } from "react";
import { type ListedOperation, useListedOperations } from "../api/openapi.ts";
import { Key } from "./button.tsx";
import { FoundItems, useFound } from "./found-items.tsx";
import { pageOfId, pageOfOperation } from "./page-of.ts";
import { paletteGroup, paletteItem } from "./palette-looks.ts";
import { places } from "./places.ts";
import { readRecent } from "./recent.ts";

/** Finds people, accounts, pages, anything by its id, and every operation of the API. */
export function Palette(props: { readonly onDone: () => void; readonly onStop: () => void }): ReactNode {
  const [text, setText] = useState("");
  const found = useFound(text);
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
        data-first-focus
        value={text}
        onValueChange={setText}
        placeholder="A person, an account, a page, an id, or something to do"
        className="h-12 w-full border-b border-line bg-transparent px-4 text-lg outline-none placeholder:text-ink-3"
      />
      <Command.List className="scroll-area h-[22rem] scroll-py-2 pb-2">
        {found.items.length > 0 ? null : (
          <Command.Empty className="px-4 py-6 text-center text-ink-3">
            {found.isLooking ? "Looking…" : "Nothing matches, however it is spelled."}
          </Command.Empty>
        )}
        {byId === undefined ? null : (
          <Command.Item className={`${paletteItem} mt-2`} value={text} onSelect={() => go(byId)}>
            Open <span className="truncate font-mono text-sm">{text.trim()}</span>
          </Command.Item>
        )}
        {text.trim() === "" ? <RecentItems onGo={go} /> : null}
        <Pages onGo={go} onStop={props.onStop} />
        <FoundItems text={text} found={found.items} onGo={go} />
        {/* Below what is being looked for: nothing may push a line away from under the key that opens it. */}
        {found.isLooking ? null : <Operations onGo={go} />}
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

function RecentItems({ onGo }: { readonly onGo: (to: string) => void }): ReactNode {
  const [recent] = useState(readRecent);
  if (recent.length === 0) return null;
  return (
    <Command.Group heading="Recent" className={paletteGroup}>
      {recent.map(({ to, label, says }) => (
        <Command.Item key={to} className={paletteItem} value={`recent ${to}`} onSelect={() => onGo(to)}>
          <History aria-hidden className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} />
          <span className="shrink-0 font-medium">{label}</span>
          <span className="truncate text-ink-3">{says}</span>
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function Pages(props: { readonly onGo: (to: string) => void; readonly onStop: () => void }): ReactNode {
  return (
    <Command.Group heading="Pages" className={paletteGroup}>
      {places.flatMap(([, list]) =>
        list.map((place) => (
          <Command.Item
            key={place.to}
            className={paletteItem}
            value={`${place.label} page`}
            onSelect={() => props.onGo(place.to)}
          >
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
        className={`${paletteItem} text-bad`}
        value="stop everything kill switch pause"
        onSelect={props.onStop}
      >
        Stop everything…
      </Command.Item>
    </Command.Group>
  );
}

function Operations({ onGo }: { readonly onGo: (to: string) => void }): ReactNode {
  const operations = useListedOperations();
  return (
    <Command.Group heading="Operations" className={paletteGroup}>
      {operations.map((operation) => (
        <OperationItem key={operation.name} operation={operation} onGo={onGo} />
      ))}
    </Command.Group>
  );
}

function OperationItem(props: { readonly operation: ListedOperation; readonly onGo: (to: string) => void }): ReactNode {
  const { name, summary } = props.operation;
  return (
    <Command.Item
      className={paletteItem}
      value={`${name} ${summary}`}
      onSelect={() => props.onGo(pageOfOperation(name))}
    >
      <span className="w-44 shrink-0 truncate font-mono text-sm">{name}</span>
      <span className="truncate text-ink-3">{summary}</span>
    </Command.Item>
  );
}
