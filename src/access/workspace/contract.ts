import { z } from "zod";
import { idSchema } from "../../kernel/ids.ts";
import { operation } from "../../kernel/operation.ts";

const reason = z.string().trim().min(3, "say why, in at least 3 characters").max(500);

/** The workspace and whether it is stopped. */
export const workspace = z.object({
  id: idSchema("wsp"),
  name: z.string(),
  slug: z.string(),
  state: z.enum(["active", "paused"]),
  postalAddress: z.string(),
  createdAt: z.iso.datetime(),
});
export type Workspace = z.output<typeof workspace>;

export const getWorkspace = operation({
  name: "workspace.get",
  summary: "The workspace and whether it is stopped",
  effect: "read",
  scope: "whoami",
  method: "GET",
  path: "/v1/workspace",
  status: 200,
  input: z.strictObject({}),
  output: workspace.extend({
    simulatedNow: z.string().nullable().describe("business time where a simulation owns the clock, else null"),
  }),
  problems: [],
});

export const updateWorkspace = operation({
  name: "workspace.update",
  summary: "Change the workspace's name, or the postal address that every outreach message carries",
  effect: "write",
  scope: "workspace:write",
  method: "POST",
  path: "/v1/workspace",
  status: 200,
  input: z
    .strictObject({
      name: z.string().trim().min(1, "give a name").max(120).optional(),
      postalAddress: z
        .string()
        .trim()
        .max(300)
        .optional()
        .describe("where you can be written to; messages that are already written keep the one they have"),
    })
    .refine((input) => Object.keys(input).length > 0, "name what is to change: `name`, `postalAddress` or both"),
  output: workspace,
  problems: [],
  agents: false,
});

export const pauseWorkspace = operation({
  name: "workspace.pause",
  summary: "The kill switch: nothing more reaches anyone from this workspace until a person resumes it",
  effect: "stop",
  scope: "workspace:pause",
  method: "POST",
  path: "/v1/workspace/pause",
  status: 200,
  input: z.strictObject({ reason }),
  output: workspace,
  problems: [],
});

export const resumeWorkspace = operation({
  name: "workspace.resume",
  summary: "Let the workspace send again; held sends are decided anew, never replayed",
  effect: "write",
  scope: "workspace:resume",
  method: "POST",
  path: "/v1/workspace/resume",
  status: 200,
  input: z.strictObject({ reason }),
  output: workspace,
  problems: [],
  agents: false,
});
