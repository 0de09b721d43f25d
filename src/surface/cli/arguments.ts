import { basename } from "node:path";
import type { Operation } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { coerce } from "../coerce.ts";
import { fieldsOf, type JsonSchema, kindsOf, pathFields, schemasOf } from "../schema.ts";

/** Flags that every operation takes besides its own fields. */
export const commonFlags = {
  input: "read the whole input from a JSON file, `-` for the standard input; flags win over it",
  file: "read the field `content` from a file of any encoding",
  "idempotency-key": "repeat a call safely: the same key and input gets the first answer again",
  expect: "exit with 1 unless the decision is this one (allow, deny, needs_approval or defer)",
  url: "the server to call, in place of the data folder (FAIRLEAD_URL)",
  token: "the API key for that server (FAIRLEAD_TOKEN)",
} as const;

export type CommonFlag = keyof typeof commonFlags;

/** A command line for one operation, read but not yet checked against the contract. */
export interface ReadArguments {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly common: Readonly<Partial<Record<CommonFlag, string>>>;
}

/** Splits off the flags that every command takes, wherever they stand. */
export function globalFlags(argv: readonly string[]): {
  readonly dataDir: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
  readonly rest: readonly string[];
} {
  const rest: string[] = [];
  let dataDir: string | undefined;
  let json = false;
  let help = false;
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? "";
    if (word === "--json") json = true;
    else if (word === "--help" || word === "-h") help = true;
    else if (word === "--data") {
      at += 1;
      dataDir = valueAfter(word, argv[at]);
    } else if (word.startsWith("--data=")) dataDir = word.slice("--data=".length);
    else rest.push(word);
  }
  return { dataDir, json, help, rest };
}

/** Reads `--field value`, `--field=value`, `--yes-or-no`, `--no-yes-or-no`, `--outer.inner value` and the id of the path by position. */
export function readArguments(operation: Operation, words: readonly string[]): ReadArguments {
  const { input } = schemasOf(operation);
  const texts = new Map<string, string[]>();
  const positions = [...pathFields(operation.path)];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (!word.startsWith("--")) {
      const field = positions.shift();
      if (field === undefined) throw problem("invalid_input", `\`${word}\` is one word too many: fields are flags`);
      add(texts, field, word);
      continue;
    }
    const { name, value } = splitFlag(word);
    const kinds = kindsOf(schemaAt(input, name) ?? {});
    if (value !== undefined) add(texts, name, value);
    else if (kinds.has("boolean") && !/^(true|false)$/.test(words[at + 1] ?? "")) add(texts, name, "true");
    else if (name.startsWith("no") && isFlagOff(input, name)) add(texts, offName(name), "false");
    else {
      at += 1;
      add(texts, name, valueAfter(word, words[at]));
    }
  }
  return split(texts, input);
}

/** Whether an operation takes a common flag: a field of that name wins, and only a field `content` is read from a file. */
export function takesFlag(operation: Operation, flag: CommonFlag): boolean {
  const { input } = schemasOf(operation);
  if (fieldsOf(input)[flag] !== undefined) return false;
  return flag !== "file" || fileFieldsOf(input) !== undefined;
}

/** The fields of an object that holds a file, by its field `content`; undefined for any other. */
export function fileFieldsOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> | undefined {
  const fields = fieldsOf(schema);
  return fields["content"] === undefined ? undefined : fields;
}

/** The fields that take a file and were given its path, as in `--file list.csv`. */
export function pathsGiven(operation: Operation, { fields }: ReadArguments): readonly (readonly [string, string])[] {
  const known = fieldsOf(schemasOf(operation).input);
  return Object.entries(fields).flatMap(([name, value]) =>
    typeof value === "string" && fileFieldsOf(known[name] ?? {}) !== undefined ? [[name, value] as const] : [],
  );
}

/** A file as the object `at` of an input holds it; its bytes go as base64 where the contract allows, so that any encoding arrives as it is. */
export function contentFields(
  operation: Operation,
  path: string,
  bytes: Uint8Array,
  at?: string,
): Record<string, unknown> {
  const { input } = schemasOf(operation);
  const fields = fileFieldsOf(at === undefined ? input : (fieldsOf(input)[at] ?? {}));
  if (fields === undefined) throw problem("invalid_input", `\`${operation.name}\` takes no \`--file\``);
  const isBase64 = fields["encoding"]?.enum?.includes("base64") === true;
  return {
    ...(fields["filename"] === undefined ? {} : { filename: basename(path) }),
    ...(isBase64 ? { encoding: "base64" } : {}),
    content: Buffer.from(bytes).toString(isBase64 ? "base64" : "utf8"),
  };
}

/** `contactId` as a flag. */
export function flagOf(field: string): string {
  return `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function split(texts: ReadonlyMap<string, readonly string[]>, input: JsonSchema): ReadArguments {
  const fields: Record<string, unknown> = {};
  const common: Partial<Record<CommonFlag, string>> = {};
  for (const [name, values] of texts) {
    const flag = flagOf(name).slice(2);
    if (flag in commonFlags && fieldsOf(input)[name] === undefined) common[flag as CommonFlag] = values.at(-1) ?? "";
    else setAt(fields, name.split("."), coerce(values, schemaAt(input, name)));
  }
  return { fields, common };
}

function setAt(target: Record<string, unknown>, [head = "", ...tail]: readonly string[], value: unknown): void {
  if (head === "__proto__") throw problem("invalid_input", "`--__proto__` is not a field");
  if (tail.length === 0) {
    target[head] = value;
    return;
  }
  const inner = (target[head] ?? {}) as Record<string, unknown>;
  target[head] = inner;
  setAt(inner, tail, value);
}

function schemaAt(input: JsonSchema, name: string): JsonSchema | undefined {
  return name.split(".").reduce<JsonSchema | undefined>((schema, part) => fieldsOf(schema ?? {})[part], input);
}

function splitFlag(word: string): { readonly name: string; readonly value: string | undefined } {
  const cut = word.indexOf("=");
  const flag = word.slice(2, cut === -1 ? undefined : cut);
  return { name: fieldOf(flag), value: cut === -1 ? undefined : word.slice(cut + 1) };
}

function fieldOf(flag: string): string {
  return flag.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function isFlagOff(input: JsonSchema, name: string): boolean {
  const schema = schemaAt(input, offName(name));
  return schema !== undefined && kindsOf(schema).has("boolean");
}

function offName(name: string): string {
  return name.charAt(2).toLowerCase() + name.slice(3);
}

function add(texts: Map<string, string[]>, name: string, value: string): void {
  texts.set(name, [...(texts.get(name) ?? []), value]);
}

function valueAfter(flag: string, value: string | undefined): string {
  if (value === undefined) throw problem("invalid_input", `\`${flag}\` needs a value`);
  return value;
}
