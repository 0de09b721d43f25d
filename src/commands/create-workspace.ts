import { createWorkspace } from "../access/create-workspace.ts";
import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { openLocal } from "./local.ts";
import { newSignInLink } from "./sign-in-link.ts";

/** Makes a workspace with its first admin, and prints the link for their first sign-in. */
export const createWorkspaceCommand: RunCommand = async (host, { args, dataDir, json }) => {
  const text = { type: "string" } as const;
  const { values } = readFlags(args, { name: text, "postal-address": text, admin: text, email: text });
  const { name, "postal-address": postalAddress, admin: adminName, email: adminEmail } = values;
  if (name === undefined || name.trim() === "")
    throw problem("invalid_input", "a workspace needs a name: give `--name`");
  const local = await openLocal(host, dataDir);
  try {
    const { workspaceId } = await createWorkspace(local.app.deps.access, {
      name,
      ...(postalAddress === undefined ? {} : { postalAddress }),
      ...(adminName === undefined ? {} : { adminName }),
      ...(adminEmail === undefined ? {} : { adminEmail }),
    });
    const { url } = await newSignInLink(local.app, workspaceId, undefined);
    host.out(
      json ? `${JSON.stringify({ id: workspaceId, name, signInUrl: url })}\n` : `${workspaceId}  ${name}\n${url}\n`,
    );
    return exitCodes.done;
  } finally {
    await local.close();
  }
};
