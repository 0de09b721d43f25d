import { createHash } from "node:crypto";
import type { z } from "zod";
import { actorOf, appendAudit } from "../audit/append.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { isoFromInstant } from "../kernel/env.ts";
import { newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type {
  approveTemplate as approveOperation,
  createTemplate as createOperation,
  listTemplates as listOperation,
} from "./contract.ts";
import { templateFault } from "./core/render.ts";
import type { ExecutionDeps } from "./deps.ts";
import { insertTemplate, insertTemplateApproval, type TemplateRow, templates } from "./store/sequences.ts";
import type { Template } from "./words/contract.ts";

/** Adds a template version; its words are new messaging until a person approves this very content. */
export async function createTemplate(
  deps: ExecutionDeps,
  input: InputOf<typeof createOperation>,
  caller: Caller,
): Promise<OutputOf<typeof createOperation>> {
  const fault = templateFault(input);
  if (fault !== null)
    throw problem("invalid_input", "1 field is not valid", {
      errors: [{ path: "/body", message: `the Liquid text does not parse: ${fault}` }],
    });
  return deps.db.write(caller.workspaceId, async (tx) => {
    const id = newId(deps.env, "tpl");
    const contentHash = createHash("sha256")
      .update(canonicalJson({ subject: input.subject, body: input.body }))
      .digest();
    await insertTemplate(tx, { id, ...input, contentHash, createdBy: caller.principal.id });
    await appendAudit(deps, tx, [
      {
        type: "sequence.template_created",
        actor: actorOf(caller),
        data: { template: id, content: contentHash.toString("hex") },
      },
    ]);
    const [row] = await templates(tx, [id]);
    if (row === undefined) throw new Error("the new template is gone");
    return templateView(row);
  });
}

/** Approves one version, by content. */
export async function approveTemplate(
  deps: ExecutionDeps,
  input: InputOf<typeof approveOperation>,
  caller: Caller,
): Promise<OutputOf<typeof approveOperation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const [row] = await templates(tx, [input.templateId]);
    if (row === undefined)
      throw problem("not_found", `there is no template \`${input.templateId}\`: list them with templates.list`);
    await insertTemplateApproval(tx, row.id, caller.principal.id);
    await appendAudit(deps, tx, [
      {
        type: "approval.granted",
        actor: actorOf(caller),
        approval: { required: true, state: "granted", by: caller.principal.id, shown: row.contentHash.toString("hex") },
        data: { template: row.id },
      },
    ]);
    return templateView({ ...row, approvedBy: row.approvedBy ?? caller.principal.id });
  });
}

/** Every template version. */
export async function listTemplates(
  deps: ExecutionDeps,
  _input: InputOf<typeof listOperation>,
  caller: Caller,
): Promise<OutputOf<typeof listOperation>> {
  return deps.db.read(caller.workspaceId, async (tx) => ({ items: (await templates(tx, "all")).map(templateView) }));
}

function templateView(row: TemplateRow): z.input<typeof Template> {
  return {
    id: row.id,
    name: row.name,
    version: row.version,
    subject: row.subject,
    body: row.body,
    isApproved: row.approvedBy !== null,
    approvedBy: row.approvedBy,
    createdAt: isoFromInstant(row.createdAt),
  };
}
