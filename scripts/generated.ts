import { globSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Operation } from "../src/kernel/operation.ts";
import { mcpTools } from "../src/surface/mcp/tools.ts";
import { openApiDocument } from "../src/surface/openapi/document.ts";
import { referencePages } from "../src/surface/openapi/reference.ts";

const header = "// Written by `npm run generate` from the contracts; do not edit.\n";
const root = fileURLToPath(new URL("..", import.meta.url));

/** Every generated file of the repository by path; `npm run generate` writes them, a test compares them. */
export async function generatedFiles(
  operations: readonly Operation[],
  version: string,
): Promise<ReadonlyMap<string, string>> {
  const document = openApiDocument(operations, { version, url: "http://127.0.0.1:7070" });
  const tools = mcpTools(operations).map(({ listed, operation }) => ({ ...listed, scope: operation.scope }));
  const pages = Object.entries(referencePages(operations));
  return new Map([
    ["openapi.json", `${JSON.stringify(document, null, 2)}\n`],
    ["mcp-tools.json", `${JSON.stringify({ tools }, null, 2)}\n`],
    ["src/client/routes.gen.ts", routesFile(operations)],
    ["src/client/client.gen.ts", await clientFile(operations)],
    ...pages.map(([name, text]) => [`docs/reference/${name}`, text] as const),
  ]);
}

/** The table that the client needs at run time: no schema, no contract. */
function routesFile(operations: readonly Operation[]): string {
  const rows = operations.map(
    ({ name, method, path, effect }) => `  "${name}": { method: "${method}", path: "${path}", effect: "${effect}" },`,
  );
  return `${header}export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly effect: "read" | "write" | "send" | "stop";
}

export const routes = {
${rows.join("\n")}
} as const satisfies Readonly<Record<string, Route>>;
`;
}

/** The client's type: each call typed by the contract that declares it. */
async function clientFile(operations: readonly Operation[]): Promise<string> {
  const declared = await declarations();
  const nouns = Map.groupBy(operations, (operation) => operation.name.split(".")[0] ?? "");
  const folders = new Set<string>();
  const members = [...nouns].map(([noun, list]) => {
    const calls = list.map((operation) => {
      const place = declared.get(operation);
      if (place === undefined) throw new Error(`\`${operation.name}\` is not exported by a contract`);
      folders.add(place.folder);
      return `    readonly ${operation.name.split(".")[1]}: Call<typeof ${aliasOf(place.folder)}.${place.exported}>;`;
    });
    return `  readonly ${noun}: {\n${calls.join("\n")}\n  };`;
  });
  const imports = [...folders]
    .sort()
    .map((folder) => `import type * as ${aliasOf(folder)} from "../${folder}/contract.ts";`);
  return `${header}${imports.join("\n")}
import type { Call } from "./call.ts";

/** Every operation by noun and verb. */
export interface Client {
${members.join("\n")}
}
`;
}

/** An operation as a contract exports it; `folder` is `block` or `block/subject`. */
interface Declared {
  readonly folder: string;
  readonly exported: string;
}

async function declarations(): Promise<ReadonlyMap<unknown, Declared>> {
  const found = new Map<unknown, Declared>();
  for (const path of globSync(["*/contract.ts", "*/*/contract.ts"], { cwd: `${root}src` }).sort()) {
    const contract: Record<string, unknown> = await import(`../src/${path}`);
    for (const [exported, value] of Object.entries(contract)) found.set(value, { folder: dirname(path), exported });
  }
  return found;
}

/** `identity/import` as `identityImport`. */
function aliasOf(folder: string): string {
  return folder.replace(/\/(\w)/g, (_all, letter: string) => letter.toUpperCase());
}
