import type { Operation } from "../../kernel/operation.ts";
import { fieldsOf, type JsonSchema, kindsOf, pathFields, schemasOf } from "../schema.ts";
import { type CommonFlag, commonFlags, fileFieldsOf, flagOf, takesFlag } from "./arguments.ts";
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
  const fields = fieldRows(input).filter(([name]) => !ids.includes(name));
  const common = Object.entries(commonFlags).filter(([flag]) => takesFlag(operation, flag as CommonFlag));
  return [
    operation.summary,
    "",
    `usage: fairlead ${[spoken(operation), ...ids.map((id) => `<${id}>`)].join(" ")}${fields.length > 0 ? " [--field value ...]" : ""}`,
    `scope: ${operation.scope}   effect: ${operation.effect}`,
    ...(fields.length === 0 ? [] : ["", "fields", ...rows(fields.map(([name, ...says]) => [flagOf(name), ...says]))]),
    "",
    "also",
    ...rows(common.map(([flag, says]) => [`--${flag}`, says])),
    "",
  ].join("\n");
}

type FieldRow = readonly [name: string, says: string, about: string];

/** A row per field, and one per field of an object: `--outer.inner` is how those are given. */
function fieldRows(schema: JsonSchema, within = "", isNeeded = true): readonly FieldRow[] {
  return Object.entries(fieldsOf(schema)).flatMap(([name, field]) => {
    const path = `${within}${name}`;
    const isRequired = schema.required?.includes(name) === true;
    const inner = fileFieldsOf(field) === undefined ? (field.properties ?? {}) : {};
    if (Object.keys(inner).length > 0) return fieldRows(field, `${path}.`, isNeeded && isRequired);
    const words = [fileFieldsOf(field) === undefined ? wordsOf(field) : "the path of a file"];
    if (isRequired && isNeeded) words.push("required");
    if (field.default !== undefined) words.push(`default ${JSON.stringify(field.default)}`);
    return [[path, words.join(", "), field.description ?? ""]];
  });
}

function wordsOf(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.join(" | ");
  if (schema.items !== undefined) return `${wordsOf(schema.items)}, may be repeated`;
  const shapes = (schema.oneOf ?? schema.anyOf ?? []).filter((one) => one.properties !== undefined).map(shapeOf);
  if (shapes.length > 0) return `JSON object ${shapes.join(" | ")}`;
  const kinds = [...kindsOf(schema)].filter((kind) => kind !== "null");
  return kinds.length === 0 ? "any" : kinds.map((kind) => (kind === "object" ? "JSON object" : kind)).join(" or ");
}

/** An object in one line: its constants as they are, its fields by name, those that may be left out with `?`. */
function shapeOf({ properties = {}, required = [] }: JsonSchema): string {
  const fields = Object.entries(properties).map(([name, field]) =>
    field.const === undefined
      ? `${name}${required.includes(name) ? "" : "?"}`
      : `${name}: ${JSON.stringify(field.const)}`,
  );
  return `{${fields.join(", ")}}`;
}

/** Lines in columns; a third cell explains and stands in brackets. */
function rows(cells: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(0, ...cells.map(([left = ""]) => left.length));
  return cells.map(([left = "", right = "", about = ""]) =>
    `  ${left.padEnd(width)}  ${right}${about === "" ? "" : ` (${about})`}`.trimEnd(),
  );
}

function kebab(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
