import type { Operation } from "../../kernel/operation.ts";
import { type ProblemCode, problem, problemDocument, problemStatus } from "../../kernel/problem.ts";
import { spoken } from "../cli/help.ts";
import { toolName } from "../mcp/tools.ts";
import { fieldsOf, type JsonSchema, kindsOf, schemasOf } from "../schema.ts";

/** The reference pages by file name, written from the contracts. */
export function referencePages(operations: readonly Operation[]): Readonly<Record<string, string>> {
  return { "operations.md": operationsPage(operations), "problems.md": problemsPage() };
}

function operationsPage(operations: readonly Operation[]): string {
  const nouns = Map.groupBy(operations, (operation) => operation.name.split(".")[0] ?? "");
  const sections = [...nouns].flatMap(([noun, list]) => [`## ${noun}`, "", ...list.flatMap(operationSection)]);
  return [
    "# Operations",
    "",
    "Every operation on its four surfaces. Written by `npm run generate` from the contracts; do not edit.",
    "",
    ...sections,
  ].join("\n");
}

function operationSection(operation: Operation): readonly string[] {
  const { input, output } = schemasOf(operation);
  const tool = operation.agents === false ? "not on MCP: for people only" : `\`${toolName(operation)}\``;
  const problems = operation.problems.map((code) => `\`${code}\``).join(", ");
  return [
    `### ${operation.name}`,
    "",
    `${operation.summary}.`,
    "",
    "| surface | |",
    "| --- | --- |",
    `| HTTP | \`${operation.method} ${operation.path}\` → ${operation.status} |`,
    `| MCP | ${tool} |`,
    `| command line | \`fairlead ${spoken(operation)}\` |`,
    `| SDK | \`client.${operation.name}()\` |`,
    "",
    `Scope \`${operation.scope}\`, effect \`${operation.effect}\`${problems === "" ? "" : `, problems ${problems}`}.`,
    "",
    ...fieldTable("Input", input),
    ...fieldTable("Output", output),
  ];
}

function fieldTable(title: string, schema: JsonSchema): readonly string[] {
  const fields = Object.entries(fieldsOf(schema));
  if (fields.length === 0) return [];
  return [
    `| ${title} | type | |`,
    "| --- | --- | --- |",
    ...fields.map(([name, field]) => {
      const isRequired = schema.required?.includes(name) === true;
      const remark = isRequired
        ? ""
        : field.default === undefined
          ? "optional"
          : `default \`${JSON.stringify(field.default)}\``;
      return `| \`${name}\` | ${typeWords(field)} | ${remark} |`;
    }),
    "",
  ];
}

function typeWords(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(" or ");
  if (schema.items !== undefined) return `list of ${typeWords(schema.items)}`;
  const prefix = /^\^([a-z]{3})_/.exec(String(schema["pattern"] ?? ""))?.[1];
  if (prefix !== undefined) return `\`${prefix}_…\` id`;
  if (schema["format"] === "date-time") return "time";
  return [...kindsOf(schema)].join(" or ") || "any";
}

function problemsPage(): string {
  const rows = Object.keys(problemStatus).map((code) => {
    const { title, status, type } = problemDocument(problem(code as ProblemCode, ""));
    return `| \`${code}\` | ${status} | ${title} | \`${type}\` |`;
  });
  return [
    "# Problems",
    "",
    "What a call can fail with, as `application/problem+json` (RFC 9457). A refusal by policy is no problem: it is an answer.",
    "Written by `npm run generate`; do not edit.",
    "",
    "| code | status | meaning | type |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
