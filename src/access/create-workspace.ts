import { type Id, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { AccessDeps } from "./deps.ts";
import { allMembers, insertedMember } from "./store/members.ts";
import { insertWorkspace } from "./store/workspaces.ts";

export interface NewWorkspace {
  readonly name: string;
  /** Goes under every commercial mail, as the law of most places asks. */
  readonly postalAddress?: string;
  readonly adminName?: string;
  readonly adminEmail?: string;
}

export interface CreatedWorkspace {
  readonly workspaceId: Id<"wsp">;
  readonly adminId: Id<"usr">;
  /** False when it was there before. */
  readonly isNew: boolean;
}

/** Makes a workspace with its first admin; other blocks set up their part in reaction to it. */
export async function createWorkspace(deps: AccessDeps, input: NewWorkspace): Promise<CreatedWorkspace> {
  const workspaceId = newId(deps.env, "wsp");
  await insertWorkspace(deps.db.root, {
    id: workspaceId,
    name: input.name,
    slug: `${slugOf(input.name)}-${workspaceId.slice(-6)}`,
    postalAddress: input.postalAddress ?? "",
    createdAt: await deps.db.now(),
  });
  return furnish(deps, workspaceId, input);
}

/** The oldest workspace, made if there is none; safe to call from several processes that start together. */
export async function ensureFirstWorkspace(deps: AccessDeps, input: NewWorkspace): Promise<CreatedWorkspace> {
  if ((await deps.db.workspaces()).length === 0) {
    await insertWorkspace(deps.db.root, {
      id: newId(deps.env, "wsp"),
      name: input.name,
      slug: slugOf(input.name),
      postalAddress: input.postalAddress ?? "",
      createdAt: await deps.db.now(),
    });
  }
  const [workspaceId] = await deps.db.workspaces();
  if (workspaceId === undefined) throw new Error("the first workspace was made and is not there");
  return furnish(deps, workspaceId, input);
}

/** The admin, the reactions and the record commit together; a process that died before this is made up for by the next. */
async function furnish(deps: AccessDeps, workspaceId: Id<"wsp">, input: NewWorkspace): Promise<CreatedWorkspace> {
  return deps.db.write(workspaceId, async (tx) => {
    const known = await firstAdmin(tx);
    if (known !== undefined) return { workspaceId, adminId: known, isNew: false };
    const admin = await insertedMember(tx, {
      id: newId(deps.env, "usr"),
      name: input.adminName ?? "Admin",
      email: (input.adminEmail ?? "admin@localhost").toLowerCase(),
      role: "admin",
    });
    if (admin === undefined) {
      // Another process inserted the same admin at the same moment and has committed.
      const existing = await firstAdmin(tx);
      if (existing === undefined) throw new Error(`workspace \`${workspaceId}\` has no admin`);
      return { workspaceId, adminId: existing, isNew: false };
    }
    await deps.react(tx, [{ kind: "workspace.created" }]);
    await deps.record(tx, [
      {
        type: "auth.workspace_created",
        actor: { kind: "system", id: "fairlead" },
        subject: { other: workspaceId },
        data: { admin: admin.id },
      },
    ]);
    return { workspaceId, adminId: admin.id, isNew: true };
  });
}

async function firstAdmin(tx: Tx): Promise<Id<"usr"> | undefined> {
  return (await allMembers(tx)).find((member) => member.role === "admin")?.id;
}

function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return slug === "" ? "workspace" : slug.slice(0, 60);
}
