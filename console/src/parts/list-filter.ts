import type { InputOf } from "../api/operations.ts";
import type { UrlState } from "../router.tsx";
import { accountRelations } from "./choices.ts";
import { oneOf } from "./url-state.ts";
import { spelledField, wordFor } from "./words.ts";

/** What a filtered list and its views are of. */
export type Listed = "contacts" | "accounts";

/** A filter as `contacts.list` takes it; accounts know no `ready` and no `accountId`. */
export type ListFilter = Omit<InputOf<"contacts.list">, "cursor" | "limit">;

/** One part of a filter as a page shows it, and the address without it. */
export interface FilterPart {
  readonly key: string;
  readonly label: string;
  readonly without: UrlState;
}

const between = " && ";

/** The filter that an address says; what cannot be a filter is left out. */
export function filterOf(state: UrlState, of: Listed): ListFilter {
  const [q, relation] = [state["q"]?.trim(), oneOf(state["relation"], accountRelations)];
  const country = /^[A-Za-z]{2}$/.test(state["country"] ?? "") ? state["country"]?.toUpperCase() : undefined;
  const ready = of === "contacts" ? oneOf(state["ready"], ["true", "false"]) : undefined;
  const account = of === "contacts" && state["accountId"]?.startsWith("acc_") === true ? state["accountId"] : undefined;
  const where = conditionsOf(state);
  return {
    ...(q ? { q } : {}),
    ...(relation === undefined ? {} : { relation }),
    ...(country === undefined ? {} : { country }),
    ...(state["domain"] ? { domain: state["domain"] } : {}),
    ...(ready === undefined ? {} : { ready: ready === "true" }),
    ...(account === undefined ? {} : { accountId: account as `acc_${string}` }),
    ...(where.length === 0 ? {} : { where: [...where] }),
  };
}

const names = ["q", "relation", "country", "domain", "ready", "accountId", "where", "industry", "parentId"] as const;

/** The address that says a filter; names that it leaves out are taken away. */
export function stateOf(filter: Readonly<Record<string, unknown>>): UrlState {
  return Object.fromEntries(
    names.map((name) => {
      const value = filter[name];
      if (value === undefined || value === null) return [name, undefined];
      return [name, Array.isArray(value) ? value.join(between) : String(value)];
    }),
  );
}

/** Whether two filters ask for the same. */
export function isSameFilter(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): boolean {
  const text = (filter: Readonly<Record<string, unknown>>) => JSON.stringify(stateOf(filter));
  return text(left) === text(right);
}

/** The address with one more condition on a field. */
export function withCondition(state: UrlState, condition: string): UrlState {
  return { where: [...new Set([...conditionsOf(state), condition])].join(between) };
}

/** The parts of a filter but the text that is searched for, which stands in its own field. */
export function partsOf(filter: ListFilter, account: string | undefined): readonly FilterPart[] {
  const { relation, country, domain, ready, accountId, where = [] } = filter;
  const part = (name: string, label: string | undefined): readonly FilterPart[] =>
    label === undefined ? [] : [{ key: name, label, without: { [name]: undefined } }];
  return [
    ...part("relation", relation === undefined ? undefined : `Relation: ${relationWord(relation)}`),
    ...part("country", country === undefined ? undefined : `Country: ${country}`),
    ...part("domain", domain === undefined ? undefined : `Domain: ${domain}`),
    ...part("ready", ready === undefined ? undefined : ready ? "Ready for outreach" : "Not ready for outreach"),
    ...part("accountId", accountId === undefined ? undefined : `Account: ${account ?? "…"}`),
    ...where.map((condition) => ({
      key: condition,
      label: saidCondition(condition),
      without: { where: where.filter((one) => one !== condition).join(between) || undefined },
    })),
  ];
}

/** A relation as a word. */
export function relationWord(relation: string): string {
  return relation === "unknown" ? "Not known" : wordFor(relation).word;
}

function conditionsOf(state: UrlState): readonly string[] {
  return (state["where"] ?? "")
    .split(between)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

const signs: Readonly<Record<string, string>> = { "=": "is", "!=": "is not", ">=": "at least", "<=": "at most" };

/** `account.custom.tier!=Gold` as "Account tier is not Gold". */
function saidCondition(condition: string): string {
  const [, not = "", field = condition, sign = "", value = ""] =
    /^(!?)([A-Za-z0-9_.]+)(?:(!=|>=|<=|=)([\s\S]*))?$/.exec(condition) ?? [];
  const name = spelledField(field.replace("custom.", ""));
  if (sign === "") return `${name} is ${not === "!" ? "not " : ""}known`;
  return `${name} ${signs[sign] ?? sign} ${value}`;
}
