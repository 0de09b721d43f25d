import { z } from "zod";
import { idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";
import {
  Action,
  ActionDetail,
  ActionState,
  Context,
  DecisionOutcome,
  Meeting,
  Proposal,
  ProposeAnswer,
  page,
  Sequence,
  Task,
  TaskFilter,
  Template,
} from "./words/contract.ts";

/** Execution: what is proposed, decided, approved, sent and stopped. */

export const proposeAction = operation({
  name: "actions.propose",
  summary: "Ask for one touch; the answer is the decision, and when it allows, the dispatch is already queued",
  effect: "send",
  scope: "actions:write",
  method: "POST",
  path: "/v1/actions",
  status: 201,
  input: Proposal,
  output: ProposeAnswer,
  problems: ["not_found", "conflict", "invalid_input"],
});

export const listActions = operation({
  name: "actions.list",
  summary: "Actions, newest first, by state, outcome, reason code or contact",
  effect: "read",
  scope: "actions:read",
  method: "GET",
  path: "/v1/actions",
  status: 200,
  input: z.strictObject({
    state: ActionState.optional(),
    outcome: DecisionOutcome.optional(),
    code: z.string().max(60).optional(),
    contactId: idSchema("con").optional(),
    ...page,
  }),
  output: z.object({ items: z.array(Action), next: z.string().nullable() }),
  problems: [],
});

export const getAction = operation({
  name: "actions.get",
  summary: "One action with its decision, message and every attempt to send it",
  effect: "read",
  scope: "actions:read",
  method: "GET",
  path: "/v1/actions/{actionId}",
  status: 200,
  input: z.strictObject({ actionId: idSchema("act") }),
  output: ActionDetail,
  problems: ["not_found"],
});

export const cancelAction = operation({
  name: "actions.cancel",
  summary: "Stop an action that was not sent yet",
  effect: "stop",
  scope: "actions:write",
  method: "POST",
  path: "/v1/actions/{actionId}/cancel",
  status: 200,
  input: z.strictObject({ actionId: idSchema("act"), reason: z.string().min(1).max(300) }),
  output: z.object({ id: idSchema("act"), state: ActionState }),
  problems: ["not_found", "conflict"],
});

export const createTemplate = operation({
  name: "templates.create",
  summary: "Add a template, or a new version of one; it is new messaging until a person approves it",
  effect: "write",
  scope: "templates:write",
  method: "POST",
  path: "/v1/templates",
  status: 201,
  input: z.strictObject({
    name: z.string().min(1).max(80),
    subject: z.string().min(1).max(200),
    body: z.string().min(1).max(10_000),
  }),
  output: Template,
  problems: ["invalid_input"],
});

export const approveTemplate = operation({
  name: "templates.approve",
  summary: "Approve one template version for sending without a look at each message",
  effect: "write",
  scope: "templates:approve",
  method: "POST",
  path: "/v1/templates/{templateId}/approve",
  status: 200,
  input: z.strictObject({ templateId: idSchema("tpl") }),
  output: Template,
  problems: ["not_found"],
  agents: false,
});

export const listTemplates = operation({
  name: "templates.list",
  summary: "Every template version",
  effect: "read",
  scope: "templates:read",
  method: "GET",
  path: "/v1/templates",
  status: 200,
  input: z.strictObject({}),
  output: z.object({ items: z.array(Template) }),
  problems: [],
});

export const createSequence = operation({
  name: "sequences.create",
  summary: "Add a sequence of e-mail steps; each step is proposed and decided by itself when it is due",
  effect: "write",
  scope: "sequences:write",
  method: "POST",
  path: "/v1/sequences",
  status: 201,
  input: z.strictObject({
    name: z.string().min(1).max(80),
    steps: z
      .array(
        z.strictObject({
          templateId: idSchema("tpl"),
          delayMs: z.number().int().min(0).describe("after the step before was sent"),
        }),
      )
      .min(1)
      .max(20),
  }),
  output: Sequence,
  problems: ["not_found", "conflict"],
});

export const listSequences = operation({
  name: "sequences.list",
  summary: "Every sequence with its steps and how many contacts are where",
  effect: "read",
  scope: "sequences:read",
  method: "GET",
  path: "/v1/sequences",
  status: 200,
  input: z.strictObject({}),
  output: z.object({ items: z.array(Sequence) }),
  problems: [],
});

export const stopEnrollments = operation({
  name: "enrollments.stop",
  summary: "Take a contact out of every sequence now",
  effect: "stop",
  scope: "actions:write",
  method: "POST",
  path: "/v1/contacts/{contactId}/stop",
  status: 200,
  input: z.strictObject({ contactId: idSchema("con"), reason: z.string().min(1).max(300) }),
  output: z.object({ stoppedEnrollments: z.number().int(), stoppedActions: z.number().int() }),
  problems: ["not_found"],
});

export const getContext = operation({
  name: "context.get",
  summary:
    "What an agent may know before it drafts for one contact: person, account, timeline, scores, what forbids a touch",
  effect: "read",
  scope: "contacts:read",
  method: "POST",
  path: "/v1/contacts/{contactId}/context",
  status: 200,
  input: z.strictObject({ contactId: idSchema("con") }),
  output: Context,
  problems: ["not_found"],
});

export const listTasks = operation({
  name: "tasks.list",
  summary: "Work for people: alerts, replies to answer, data requests with their clock, meetings, sends to look into",
  effect: "read",
  scope: "tasks:read",
  method: "GET",
  path: "/v1/tasks",
  status: 200,
  input: TaskFilter,
  output: z.object({
    items: z.array(Task),
    next: z.string().nullable(),
  }),
  problems: [],
});

export const completeTask = operation({
  name: "tasks.complete",
  summary: "Mark a task as done, with what came of it",
  effect: "write",
  scope: "tasks:write",
  method: "POST",
  path: "/v1/tasks/{taskId}/complete",
  status: 200,
  input: z.strictObject({ taskId: idSchema("tsk"), disposition: z.string().min(1).max(80) }),
  output: z.object({ id: idSchema("tsk"), state: z.string() }),
  problems: ["not_found", "conflict"],
});

export const listMeetings = operation({
  name: "meetings.list",
  summary: "Meetings that replies booked, with whether they were held",
  effect: "read",
  scope: "meetings:read",
  method: "GET",
  path: "/v1/meetings",
  status: 200,
  input: z.strictObject({ state: z.enum(["booked", "held", "no_show", "cancelled"]).optional(), ...page }),
  output: z.object({
    items: z.array(Meeting),
    next: z.string().nullable(),
  }),
  problems: [],
});

export const recordMeeting = operation({
  name: "meetings.record",
  summary: "Say how a meeting ended: held, no-show or cancelled",
  effect: "write",
  scope: "meetings:write",
  method: "POST",
  path: "/v1/meetings/{meetingId}/record",
  status: 200,
  input: z.strictObject({ meetingId: idSchema("mtg"), state: z.enum(["held", "no_show", "cancelled"]) }),
  output: z.object({ id: idSchema("mtg"), state: z.string() }),
  problems: ["not_found", "conflict"],
});
