import type { IdentityReaction } from "../../src/identity/contract.ts";
import type { IdentityDeps } from "../../src/identity/deps.ts";
import { createImport } from "../../src/identity/import/create-import.ts";
import { listContacts } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import type { TestDatabase } from "./database.ts";
import { testVault } from "./people.ts";

/** A workspace without anybody in it, somebody who imports into it, and what others were told meanwhile. */
export interface IdentityWorld {
  readonly deps: IdentityDeps;
  readonly caller: Caller;
  readonly workspaceId: Id<"wsp">;
  /** What the reactions heard, oldest first. */
  readonly events: readonly IdentityReaction[];
}

/** Makes a world in a database; one per test. */
export async function identityWorld(held: TestDatabase): Promise<IdentityWorld> {
  const workspaceId = await held.workspace();
  const events: IdentityReaction[] = [];
  const deps: IdentityDeps = {
    db: held.database,
    env: held.env,
    vault: testVault(held.env),
    react: async (_tx, seen) => {
      events.push(...seen);
    },
  };
  const principal = { kind: "person", id: "usr_test", name: "Test" } as const;
  return { deps, events, workspaceId, caller: { workspaceId, principal, scopes: new Set(), requestId: "r1" } };
}

/** Imports the text of a file. */
export function importCsv(
  world: IdentityWorld,
  content: string,
  more: { readonly dryRun?: boolean; readonly filename?: string; readonly sourceName?: string } = {},
): ReturnType<typeof createImport> {
  const input = {
    kind: "contacts" as const,
    filename: "people.csv",
    encoding: "text" as const,
    dryRun: false,
    content,
    ...more,
  };
  return createImport(world.deps, input, world.caller);
}

/** The first contacts, or those that a search finds. */
export function contactsIn(world: IdentityWorld, q?: string): ReturnType<typeof listContacts> {
  return listContacts(world.deps, { limit: 50, ...(q === undefined ? {} : { q }) }, world.caller);
}

/** An export of HubSpot with these rows. */
export function hubspot(rows: readonly string[]): string {
  const head = [
    "Record ID,First Name,Last Name,Email,Job Title,Company Name,Website URL",
    "Country/Region,Lifecycle Stage,Unsubscribed from all email",
  ];
  return [head.join(","), ...rows].join("\n");
}
