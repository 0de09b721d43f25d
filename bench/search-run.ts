import { createWorkspace } from "../src/access/create-workspace.ts";
import { withApp } from "./app.ts";
import { benchSearch, type Timing } from "./search.ts";

const queries = 1_000;

/** Measures search over so many contacts, and says it as a table or as JSON. */
export async function runSearchBench(contacts: number, isJson: boolean, say: (text: string) => void): Promise<string> {
  say(`search over ${contacts.toLocaleString("en")} contacts`);
  const found = await withApp(async (app) => {
    let made = 0;
    const workspaces = async () => {
      made += 1;
      return (await createWorkspace(app.deps.access, { name: `Bench ${made}` })).workspaceId;
    };
    return benchSearch(app.deps.identity, workspaces, contacts, queries);
  });
  if (isJson) return `${JSON.stringify(found, null, 2)}\n`;
  const lines = [found.all, ...found.kinds].map(({ what, queries: asked, found: hits, p50Ms, p95Ms, maxMs }: Timing) =>
    [what.padEnd(36), `${asked}`.padStart(6), `${hits}`.padStart(6), ...[p50Ms, p95Ms, maxMs].map(ms)].join("  "),
  );
  const head = ["".padEnd(36), "asked".padStart(6), "found".padStart(6), ...["p50", "p95", "max"].map(right)].join(
    "  ",
  );
  const size = [
    `${found.contacts.toLocaleString("en")} contacts at ${found.accounts.toLocaleString("en")} accounts`,
    `${found.neighbours.toLocaleString("en")} contacts of other workspaces beside them`,
    `filled in ${found.fillSeconds.toFixed(0)} s, ${found.indexBytesPerContact} bytes of index to a contact`,
  ];
  return `${[head, ...lines].join("\n")}\n\n${size.join("; ")}\n`;
}

const right = (text: string): string => text.padStart(9);
const ms = (value: number): string => right(`${value.toFixed(1)} ms`);
