import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Client } from "../../../src/client/client.gen.ts";
import { call } from "./client.ts";

/** The name of any operation, such as `actions.list`. */
export type OperationName = {
  [Noun in keyof Client & string]: `${Noun}.${keyof Client[Noun] & string}`;
}[keyof Client & string];

type CallOf<Name extends OperationName> = Name extends `${infer Noun}.${infer Verb}`
  ? Noun extends keyof Client
    ? Verb extends keyof Client[Noun]
      ? Client[Noun][Verb]
      : never
    : never
  : never;

type FirstOf<Given> = Given extends (input: infer Input, ...rest: never[]) => unknown
  ? NonNullable<Input>
  : Given extends (input?: infer Input, ...rest: never[]) => unknown
    ? NonNullable<Input>
    : never;

/** What an operation takes. */
export type InputOf<Name extends OperationName> = FirstOf<CallOf<Name>>;

/** What an operation answers. */
export type AnswerOf<Name extends OperationName> =
  CallOf<Name> extends (...given: never[]) => Promise<infer Answer> ? Answer : never;

/** One item of what a list operation answers. */
export type ItemOf<Name extends OperationName> =
  AnswerOf<Name> extends { readonly items: readonly (infer Item)[] } ? Item : never;

/** Asks an operation now. */
export function askNow<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  signal?: AbortSignal,
): Promise<AnswerOf<Name>> {
  return call(name, input, signal === undefined ? {} : { signal }) as Promise<AnswerOf<Name>>;
}

/**
 * Tells an operation to change something; the key makes a repeated request harmless. A trial takes the signal of its query: what it
 * would have said of a question that was answered meanwhile is nobody's concern.
 */
export function tellNow<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  signal?: AbortSignal,
): Promise<AnswerOf<Name>> {
  const how = { idempotencyKey: newKey(), ...(signal === undefined ? {} : { signal }) };
  return call(name, input, how) as Promise<AnswerOf<Name>>;
}

/** A question that pages ask and share; its key starts with the operation's noun, by which changes refresh it. */
export function ask<Name extends OperationName>(name: Name, input: InputOf<Name>) {
  return queryOptions({
    queryKey: [...name.split("."), input],
    queryFn: ({ signal }) => askNow(name, input, signal),
  });
}

type Listed = { readonly items: readonly unknown[]; readonly next: string | number | null };

/** A list read page by page; `cursor` is the name that the operation gives to its place. */
export function askPages<Name extends OperationName>(name: Name, input: InputOf<Name>, cursor: "after" | "cursor") {
  return infiniteQueryOptions({
    queryKey: [...name.split("."), "pages", input],
    queryFn: ({ pageParam, signal }) =>
      askNow(name, { ...input, ...(pageParam === null ? {} : { [cursor]: pageParam }) }, signal),
    initialPageParam: null as string | number | null,
    getNextPageParam: (page) => (page as Listed).next,
  });
}

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
