import type { Operation } from "../../kernel/operation.ts";
import { fieldsOf, type JsonSchema, kindsOf, pathFields, schemasOf } from "../schema.ts";
import { commonFlags, flagOf } from "./arguments.ts";
import type { CliDeps } from "./deps.ts";

/** `suppressions.markAll` as it is typed: `suppressions mark-all`. */
export function spoken(operation: Operation): string {
  const [noun = "", verb = ""] = operation.name.split(".");
  return `${kebab(noun)} ${kebab(verb)}`;
}

/** The first page of help: commands, then operations by noun. */
export function overview(deps: Pick<CliDeps, "operations" | "commands">): string {
  const nouns = Map.groupBy(deps.operations, (operation) => spoken(operation).split(" ")[0] ?? "");
  return [
    "fairlead: agents propose, Fairlead decides, acts, proves and learns",
    "",
    "usage: fairlead <command> [--data DIR]",
    "       fairlead <noun> <verb> [id] [--field value ...] [--json] [--data DIR | --url URL --token KEY]",
    "",
    "commands",
    ...rows(deps.commands.map((command) => [command.name, command.summary])),
    "",
    "operations (`fairlead <noun>` says what each verb does)",
    ...rows([...nouns].map(([noun, list]) => [noun, list.map((one) => spoken(one).split(" ")[1]).join(", ")])),
    "",
  ].join("\n");
}

/** What one noun can do. */
export function nounHelp(noun: string, operations: readonly Operation[]): string {
  return [`fairlead ${noun}`, "", ...rows(operations.map((one) => [spoken(one), one.summary])), ""].join("\n");
}

/** Everything about one operation: usage, fields, what it needs and what it does. */
export function operationHelp(operation: Operation): string {
  const { input } = schemasOf(operation);
  const ids = pathFields(operation.path);
  const fields = Object.entries(fieldsOf(input)).filter(([name]) => !ids.includes(name));
  return [
    operation.summary,
    "",
    `usage: fairlead ${[spoken(operation), ...ids.map((id) => `<${id}>`)].join(" ")}${fields.length > 0 ? " [--field value ...]" : ""}`,
    `scope: ${operation.scope}   effect: ${operation.effect}`,
    ...(fields.length === 0 ? [] : ["", "fields", ...rows(fields.map((field) => fieldRow(field, input)))]),
    "",
    "also",
    ...rows(Object.entries(commonFlags).map(([flag, says]) => [`--${flag}`, says])),
    "",
  ].join("\n");
}

function fieldRow([name, schema]: [string, JsonSchema], input: JsonSchema): [string, string] {
  const words = [wordsOf(schema)];
  if (input.required?.includes(name)) words.push("required");
  if (schema.default !== undefined) words.push(`default ${JSON.stringify(schema.default)}`);
  return [flagOf(name), words.join(", ")];
}

function wordsOf(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.join(" | ");
  if (schema.items !== undefined) return `${wordsOf(schema.items)}, may be repeated`;
  const kinds = [...kindsOf(schema)].filter((kind) => kind !== "null");
  return kinds.length === 0 ? "any" : kinds.map((kind) => (kind === "object" ? "JSON object" : kind)).join(" or ");
}

function rows(pairs: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(0, ...pairs.map(([left = ""]) => left.length));
  return pairs.map(([left = "", right = ""]) => `  ${left.padEnd(width)}  ${right}`);
}

function kebab(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
