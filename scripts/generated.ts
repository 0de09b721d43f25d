import { readdirSync } from "node:fs";
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
  const blocks = new Set<string>();
  const members = [...nouns].map(([noun, list]) => {
    const calls = list.map((operation) => {
      const place = declared.get(operation);
      if (place === undefined) throw new Error(`\`${operation.name}\` is not exported by a contract`);
      blocks.add(place.block);
      return `    readonly ${operation.name.split(".")[1]}: Call<typeof ${place.block}.${place.exported}>;`;
    });
    return `  readonly ${noun}: {\n${calls.join("\n")}\n  };`;
  });
  const imports = [...blocks].sort().map((block) => `import type * as ${block} from "../${block}/contract.ts";`);
  return `${header}${imports.join("\n")}
import type { Call } from "./call.ts";

/** Every operation by noun and verb. */
export interface Client {
${members.join("\n")}
}
`;
}

async function declarations(): Promise<ReadonlyMap<unknown, { readonly block: string; readonly exported: string }>> {
  const found = new Map<unknown, { readonly block: string; readonly exported: string }>();
  for (const entry of readdirSync(`${root}src`, { withFileTypes: true })) {
    if (!entry.isDirectory() || !readdirSync(`${root}src/${entry.name}`).includes("contract.ts")) continue;
    const contract: Record<string, unknown> = await import(`../src/${entry.name}/contract.ts`);
    for (const [exported, value] of Object.entries(contract)) found.set(value, { block: entry.name, exported });
  }
  return found;
}
