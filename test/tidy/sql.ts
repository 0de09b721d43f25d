import type { ESTree } from "vite";
import { lineAt, type SourceFile, type Violation, walk } from "../helpers/source.ts";

/** SQL in the blocks: each reads and writes its own tables, inside its workspace, on the time that it was given. */

/** Tables of another block that a file or folder may use, with the reason. */
export const foreignTables: Readonly<Record<string, string>> = {
  "src/execution/store/workspace.ts > workspace":
    "the footer of outreach, read in the transaction that writes the bytes",
  "src/demo/ > simulation_clock": "only the demo and tests run on simulated time",
  "src/kernel/sql.ts > workspace": "the door lists the workspaces that a worker goes round",
};

/** Tables that another block than the migration's own looks after. */
const adopted: Readonly<Record<string, string>> = { workspace: "access" };

/** Files that look a credential up before its workspace is known. */
export const crossesWorkspaces = ["src/access/store/doors.ts"] as const;

interface Statement {
  readonly text: string;
  readonly line: number;
  /** The statement with the functions of its file that it is made of. */
  readonly whole: string;
}

/** A table with the block that owns it, and whether its rows belong to workspaces. */
export interface Table {
  readonly owner: string;
  readonly isTenant: boolean;
}

export type Tables = ReadonlyMap<string, Table>;

/** Every table by name, from the migration that creates it. */
export function readTables(migrations: readonly { path: string; text: string }[]): Tables {
  return new Map(
    migrations.flatMap(({ path, text }) => {
      // The first word of a migration's name is its block: `0012_identity_assertion` belongs to identity.
      const block = /^migrations\/\d+_([a-z]+)\w*\.sql$/.exec(path)?.[1] ?? path;
      return [...text.matchAll(/^create table (\w+) \(([\s\S]*?)^\)/gm)].map(([, name = "", body = ""]) => {
        const table = { owner: adopted[name] ?? block, isTenant: /^\s+workspace_id /m.test(body) };
        return [name, table] as const;
      });
    }),
  );
}

/** Every statement that names a table of another block, by SQL text or by the query builder. */
export function ownershipViolations(files: readonly SourceFile[], tables: Tables): readonly Violation[] {
  return files.flatMap((file) => {
    const block = /^src\/(\w+)\//.exec(file.path)?.[1];
    return [...statementsOf(file), ...builtStatements(file)].flatMap(({ text, line }) =>
      tablesOf(text).flatMap((name) => {
        const owner = tables.get(name)?.owner;
        if (owner === undefined || owner === block || isLent(file.path, name)) return [];
        return [
          { rule: "table-owner", path: file.path, line, says: `\`${name}\` belongs to \`${owner}\`: ask that block` },
        ];
      }),
    );
  });
}

function isLent(path: string, table: string): boolean {
  return Object.keys(foreignTables).some((lent) => {
    const [place = "", name] = lent.split(" > ");
    return name === table && path.startsWith(place);
  });
}

/** Every statement over rows of workspaces that does not say which workspace it is for. */
export function workspaceViolations(files: readonly SourceFile[], tables: Tables): readonly Violation[] {
  return files.flatMap((file) => {
    const isExempt = !file.path.startsWith("src/") || file.path.startsWith("src/kernel/");
    if (isExempt || crossesWorkspaces.some((path) => path === file.path)) return [];
    return statementsOf(file)
      .filter(({ text, whole }) => {
        const isTenant = tablesOf(text).some((name) => tables.get(name)?.isTenant === true);
        return isTenant && !/workspace_?id/i.test(whole);
      })
      .map(({ line }) => ({
        rule: "workspace",
        path: file.path,
        line,
        says: "a statement without `workspace_id`: every statement names its workspace",
      }));
  });
}

/** The database's own clock and chance: only job leases may use them. */
export function clockViolations(files: readonly SourceFile[]): readonly Violation[] {
  const banned =
    /\b(now|random|gen_random_uuid|clock_timestamp|statement_timestamp)\s*\(|\bcurrent_(timestamp|date)\b/i;
  return files.flatMap((file) => {
    if (!file.path.startsWith("src/") || file.path.startsWith("src/kernel/")) return [];
    return statementsOf(file)
      .filter(({ text }) => banned.test(text))
      .map(({ text, line }) => ({
        rule: "sql-clock",
        path: file.path,
        line,
        says: `\`${banned.exec(text)?.[0]}\` in SQL: pass \`tx.now\` or an id in as a value`,
      }));
  });
}

/** The SQL statements of a file: templates that begin with a verb. */
export function statementsOf(file: SourceFile): readonly Statement[] {
  const functions = namedFunctions(file);
  const found: Statement[] = [];
  walk(file.program, (node, ancestors) => {
    if (node.type !== "TemplateLiteral") return;
    const text = file.text.slice(node.start + 1, node.end - 1);
    if (!/^\s*(select|insert into|update|delete from|with)\s/.test(text)) return;
    // `insert into t ${tx.sql(rows)}` names its columns where the rows are made.
    const isRows = /^\s*insert into \w+ \$\{/.test(text);
    const around = isRows ? ancestors.findLast((one) => one.type === "FunctionDeclaration") : undefined;
    const called = [...text.matchAll(/\$\{(\w+)\(/g)].map((one) => functions.get(one[1] ?? "") ?? "");
    const whole = [text, ...called, around === undefined ? "" : file.text.slice(around.start, around.end)].join("\n");
    found.push({ text, line: lineAt(file.text, node.start), whole });
  });
  return found;
}

function namedFunctions(file: SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  walk(file.program, (node) => {
    if (node.type === "FunctionDeclaration" && node.id !== null)
      found.set(node.id.name, file.text.slice(node.start, node.end));
  });
  return found;
}

/** Tables named to the query builder: `selectFrom("contact")`. */
function builtStatements(file: SourceFile): readonly Statement[] {
  const found: Statement[] = [];
  walk(file.program, (node) => {
    const table = builtTable(node);
    if (table !== undefined) found.push({ text: `from ${table}`, line: lineAt(file.text, node.start), whole: "" });
  });
  return found;
}

function builtTable(node: ESTree.Node): string | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  const { property } = node.callee;
  if (property.type !== "Identifier" || !/^(selectFrom|insertInto|updateTable|deleteFrom|\w+Join)$/.test(property.name))
    return undefined;
  const [first] = node.arguments;
  return first?.type === "Literal" && typeof first.value === "string" ? first.value.split(" ")[0] : undefined;
}

function tablesOf(text: string): readonly string[] {
  const bare = text.replace(/--.*$/gm, "");
  return [...bare.matchAll(/\b(?:from|join|into|update)\s+(?:only\s+)?([a-z_]+)\b/g)].map((found) => found[1] ?? "");
}
