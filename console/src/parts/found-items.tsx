import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import Building2 from "lucide-react/icons/building-2";
import User from "lucide-react/icons/user";
import { type ReactNode, useDeferredValue } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { paletteGroup, paletteItem } from "./palette-looks.ts";
import { keepRecent } from "./recent.ts";

type Found = ItemOf<"search.find">;

/** What the search found, and whether it is still looking. */
export interface FoundNow {
  readonly items: readonly Found[];
  readonly isLooking: boolean;
}

/** Looks for people and accounts as somebody types. */
export function useFound(text: string): FoundNow {
  const q = useDeferredValue(text.trim());
  const isAsked = useMay("contacts:read") && q.length >= 2;
  const found = useQuery({
    ...ask("search.find", { q, limit: 8 }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  return {
    items: isAsked ? (found.data?.items ?? []) : [],
    isLooking: isAsked && (found.isFetching || q !== text.trim()),
  };
}

/** People and accounts that were found, the likeliest first, each with why. */
export function FoundItems(props: {
  readonly text: string;
  readonly found: readonly Found[];
  readonly onGo: (to: string) => void;
}): ReactNode {
  if (props.found.length === 0) return null;
  return (
    <Command.Group heading="People and accounts" className={paletteGroup} forceMount>
      {props.found.map((one) => (
        <FoundItem key={pageOf(one)} found={one} text={props.text} onGo={props.onGo} />
      ))}
    </Command.Group>
  );
}

function FoundItem(props: {
  readonly found: Found;
  readonly text: string;
  readonly onGo: (to: string) => void;
}): ReactNode {
  const { found, text } = props;
  const name = found.name === "" ? "No name" : found.name;
  const says = saysOf(found);
  const to = pageOf(found);
  const Icon = found.kind === "contact" ? User : Building2;
  return (
    <Command.Item
      className={paletteItem}
      value={to}
      keywords={[text]}
      onSelect={() => {
        keepRecent({ to, label: name, says });
        props.onGo(to);
      }}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} />
      <span className="shrink-0 font-medium">{name}</span>
      <span className="truncate text-ink-3">{says}</span>
      <Why found={found} />
    </Command.Item>
  );
}

/** Said where the row does not show it by itself: a number, a profile, or a name that is spelled otherwise. */
function Why({ found }: { readonly found: Found }): ReactNode {
  const { field, fit, matched } = found.why;
  const isPlain = fit !== "similar" && field === "name";
  if (isPlain) return null;
  return (
    <span className="ml-auto max-w-64 shrink-0 truncate text-sm text-ink-3">
      {fit === "similar" ? "similar " : ""}
      {field} <span className="text-ink-2">{matched}</span>
    </span>
  );
}

function saysOf({ kind, title, company, domain, email, country }: Found): string {
  const said = kind === "contact" ? [title, company, email] : [domain, country];
  return said.filter((one) => one !== null && one !== "").join(" · ");
}

function pageOf({ kind, contactId, accountId }: Found): string {
  return kind === "contact" ? `/contacts/${contactId}` : `/accounts/${accountId}`;
}
