import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appendAudit } from "../../src/audit/append.ts";
import { caseAudit } from "../../src/audit/case.ts";
import { openCheckpoint } from "../../src/audit/core/checkpoint.ts";
import { hashFromBytes } from "../../src/audit/core/leaf.ts";
import { isIncluded, parseProofText } from "../../src/audit/core/proof.ts";
import { logSigner } from "../../src/audit/log-key.ts";
import { getAudit, listAudit } from "../../src/audit/read.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import { type AuditLog, decision, openAuditLog } from "../helpers/audit-log.ts";

let log: AuditLog;

beforeAll(async () => {
  log = await openAuditLog();
});

afterAll(() => log.close());

describe("reading", () => {
  const caller = (workspaceId: Id<"wsp">, ...scopes: string[]): Caller => ({
    workspaceId,
    principal: { kind: "person", id: "usr_reader", name: "Reader" },
    scopes: new Set(scopes),
    requestId: "req",
  });

  test("lists by filter and page, shows a record with a proof that verifies, and hides text without the scope", async () => {
    const workspaceId = await log.workspace();
    const [contactId, actionId] = [newId(log.env, "con"), newId(log.env, "act")];
    const disclose = [{ name: "facts", value: { email: "maria@example.com", absent: undefined }, contactId }];
    const ids = await log.database.write(workspaceId, (tx) =>
      appendAudit(log.deps, tx, [
        decision(1),
        decision(2, { subject: { contact: contactId, action: actionId, account: undefined }, disclose }),
        { type: "message.sent", actor: { kind: "system", id: "dispatch" }, subject: { action: actionId } },
      ]),
    );
    await expect(listAudit(log.deps, { limit: 2 }, caller(workspaceId))).rejects.toThrow("no checkpoint yet");
    await log.drain(workspaceId);
    const page = await listAudit(log.deps, { limit: 2 }, caller(workspaceId));
    expect([page.items.map((item) => item.index), page.next]).toEqual([[2, 1], 1]);
    const rest = await listAudit(log.deps, { limit: 2, after: 1 }, caller(workspaceId));
    expect([rest.items.map((item) => item.index), rest.next]).toEqual([[0], null]);
    const of = async (filter: object): Promise<number[]> =>
      (await listAudit(log.deps, { limit: 9, ...filter }, caller(workspaceId))).items.map((item) => item.index);
    expect(await of({ type: "decision.*", outcome: "deny" })).toEqual([1, 0]);
    expect(await of({ type: "message.sent" })).toEqual([2]);
    expect(await of({ contactId })).toEqual([1]);
    expect(await of({ actionId, fromIndex: 2 })).toEqual([2]);
    expect(await of({ actor: "agt_nobody" })).toEqual([]);

    const recordId = ids[1] ?? "aud_";
    const closed = await getAudit(log.deps, { recordId }, caller(workspaceId));
    expect([closed.disclosures, closed.withheld]).toEqual([[], 1]);
    const open = await getAudit(log.deps, { recordId }, caller(workspaceId, "audit:disclosures"));
    expect(open.disclosures).toEqual([{ name: "facts", value: { email: "maria@example.com" }, contactId }]);
    const proof = parseProofText(open.proof);
    const root = openCheckpoint(proof?.note ?? "", logSigner(log.deps.vault, workspaceId, 1))?.root ?? "";
    expect(isIncluded(hashFromBytes(Buffer.from(open.leaf, "base64")), 1, 3, proof?.proof ?? [], root)).toBe(true);
    await log.drain(workspaceId);
    expect(await of({ type: "disclosure.viewed", actor: "usr_reader" })).toEqual([3]);
  });

  test("tells a case as a story from its records, without other actions of the same contact", async () => {
    const workspaceId = await log.workspace();
    const contactId = newId(log.env, "con");
    const [actionId, other, messageId] = [newId(log.env, "act"), newId(log.env, "act"), newId(log.env, "msg")];
    const [imported, signal, decided, sent] = [0, 1, 2, 3].map(() => newId(log.env, "aud"));
    const system = { kind: "system" as const, id: "fairlead" };
    const subject = { contact: contactId, action: actionId };
    await log.database.write(workspaceId, (tx) =>
      appendAudit(log.deps, tx, [
        { id: imported, type: "import.chunk", actor: system, data: { rows: 2 } },
        {
          id: signal,
          type: "signal.recorded",
          actor: system,
          subject: { contact: contactId },
          causes: [imported ?? "aud_"],
        },
        {
          ...decision(1),
          id: decided,
          subject,
          causes: [signal ?? "aud_"],
          disclose: ["facts", "profile", "message"].map((name) => ({ name, value: { of: name }, contactId })),
        },
        { ...decision(2), subject: { contact: contactId, action: other } },
        {
          id: sent,
          type: "message.sent",
          actor: system,
          subject,
          causes: [decided ?? "aud_"],
          message: { channel: "email", id: messageId, state: "sent" },
        },
        {
          type: "reply.classified",
          actor: system,
          subject: { contact: contactId },
          causes: [sent ?? "aud_"],
          outcome: { kind: "reply", class: "positive" },
        },
        { type: "suppression.added", actor: system, subject: { contact: contactId } },
      ]),
    );
    await log.drain(workspaceId);
    for (const subjectId of [messageId, actionId, sent ?? "aud_"]) {
      const told = await caseAudit(log.deps, { subjectId }, caller(workspaceId, "audit:disclosures"));
      expect(
        told.sections
          .filter((section) => section.items.length > 0)
          .map((section) => [section.heading, section.items.map((item) => item.index)]),
      ).toEqual([
        ["Who this is", [2]],
        ["Where each field came from", [0]],
        ["Signals and scores", [1]],
        ["The facts that were read", [2]],
        ["The checks and the decision", [2]],
        ["The exact message", [2]],
        ["The SMTP conversation", [4]],
        ["What came back", [5]],
        ["What it led to", [6]],
      ]);
      expect(told.proofs.length).toBe(6);
    }
    expect((await caseAudit(log.deps, { subjectId: actionId }, caller(workspaceId))).withheld).toBe(3);
    await expect(caseAudit(log.deps, { subjectId: newId(log.env, "act") }, caller(workspaceId))).rejects.toThrow(
      "no record about",
    );
    await expect(caseAudit(log.deps, { subjectId: actionId }, caller(await log.workspace()))).rejects.toThrow();
  });

  test("verifies the stored log, and names what was changed behind its back", async () => {
    const workspaceId = await log.workspace();
    await log.append(workspaceId, 300);
    await log.drain(workspaceId);
    const codes = async (): Promise<string[]> => {
      const report = await verifyAudit({ ...log.deps, env: log.env }, {}, caller(workspaceId));
      expect(report.ok).toBe(report.findings.length === 0);
      return report.findings.map((finding) => `${finding.code} ${finding.index ?? ""}`.trim());
    };
    const { root } = log.database;
    expect(await verifyAudit({ ...log.deps, env: log.env }, {}, caller(workspaceId))).toEqual({
      ok: true,
      size: 300,
      entriesChecked: 300,
      findings: [],
      pins: 1,
    });
    await root`update audit_index set outcome = 'allow' where workspace_id = ${workspaceId} and idx = 7`;
    expect(await codes()).toEqual(["INDEX 7"]);
    await root`update audit_index set outcome = 'deny' where workspace_id = ${workspaceId} and idx = 7`;
    await root`update audit_tile set hashes = substring(hashes from 1 for 32) where workspace_id = ${workspaceId} and n = 1`;
    expect(await codes()).toEqual(["TILE"]);
    await root`
      update audit_entry e set body = replace(body, '"deny"', '"allow"') from audit_leaf f
       where f.workspace_id = e.workspace_id and f.id = e.id and e.workspace_id = ${workspaceId} and f.idx = 299`;
    expect(await codes()).toEqual(expect.arrayContaining(["ROOT_MISMATCH", "INDEX 299"]));
    const old = newId({ ...log.env, wall: () => log.env.wall() - 90_000 }, "aud");
    await log.database.write(workspaceId, (tx) => appendAudit(log.deps, tx, [decision(1, { id: old })]));
    expect(await codes()).toEqual(expect.arrayContaining(["PENDING"]));
  });

  test("the app role can neither change a record nor order one", async () => {
    const workspaceId = await log.workspace();
    await log.append(workspaceId, 1);
    await log.drain(workspaceId);
    for (const statement of [
      "update audit_entry set body = 'x'",
      "delete from audit_entry",
      "delete from audit_pending",
      "update audit_log set released_size = 0",
      "delete from audit_leaf",
      "delete from audit_checkpoint",
    ]) {
      const tried = log.database.write(workspaceId, (tx) => tx.sql.unsafe(statement));
      await expect(tried).rejects.toThrow("permission denied");
    }
  });
});
