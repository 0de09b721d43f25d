import { createHash, createPublicKey, verify } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CaseFile } from "../../src/audit/contract.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { eventually } from "../helpers/eventually.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";

/** Failure mode: nobody can say afterwards why a person was written to. */

let world: TestApp;
let home: TestWorkspace;
let messageId: `msg_${string}`;
let file: CaseFile;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  await home.import([{ email: "kim@clinic.co.uk", title: "CFO", industry: "Hospital & Health Care" }], "CRM export");
  await home.import([{ email: "kim@clinic.co.uk", title: "Chief Financial Officer" }], "Enrichment");
  const contactId = await home.contactOf("kim@clinic.co.uk");
  await world.drain();
  const { contextId } = await home.agent.context.get({ contactId });
  const answer = await home.agent.actions.propose({ contactId, contextId, draft: { templateId: home.templateId } });
  const [asked] = (await home.approver.approvals.list({})).items;
  if (asked === undefined) throw new Error("nobody was asked");
  await home.approver.approvals.grant({ approvalId: asked.id, shownDigest: asked.shownDigest, note: "fine by me" });
  await world.drain();
  const [mail] = world.sink.taken;
  messageId = (await home.action(answer)).messageId ?? "msg_none";
  if (mail === undefined) throw new Error("nothing was sent");
  await world.receive(reply(mail, "Sounds interesting, when can we talk?"));
  await eventually(async () => {
    file = await home.admin.audit.case({ subjectId: messageId });
    expect(textOf("What came back")).toContain("email_replied");
  });
});
afterAll(() => world.close());

const section = (heading: string): CaseFile["sections"][number]["items"] => {
  const found = file.sections.find((one) => one.heading === heading);
  if (found === undefined) throw new Error(`the case file has no section ${heading}`);
  return found.items;
};
const textOf = (heading: string): string => JSON.stringify(section(heading));
const shown = (heading: string, name: string): unknown[] =>
  section(heading).flatMap((item) => item.disclosures.filter((one) => one.name === name).map((one) => one.value));

test("it says who the person is, and of every field which source said so and when", () => {
  expect(shown("Who this is", "profile")).toContainEqual(
    expect.objectContaining({ email: "kim@clinic.co.uk", account: expect.stringMatching(/clinic/i), country: "GB" }),
  );
  const [fields] = shown("Where each field came from", "sources") as { field: string; source: string }[][];
  const byField = new Map((fields ?? []).map((one) => [one.field, one]));
  for (const field of ["email", "title", "firstName", "companyName", "country"]) {
    expect(byField.get(field), field).toMatchObject({
      source: expect.stringMatching(/^(CRM export|Enrichment)$/),
      observedAt: expect.stringMatching(/^2026-03-03T/),
      why: expect.stringMatching(/./),
    });
  }
});

test("it shows the scores and facts that were read, every check with its result, and the decision", () => {
  const [facts] = shown("The facts that were read", "facts") as Record<string, unknown>[];
  expect(facts).toMatchObject({
    scores: { known: true },
    suppression: { doNotContact: false },
    caps: expect.anything(),
  });
  const decisions = section("The checks and the decision").filter((item) => item.type === "decision.send_email");
  expect(decisions.map((item) => (item.details["decision"] as { outcome: string }).outcome)).toEqual([
    "needs_approval",
    "allow",
    "allow",
  ]);
  const checks = decisions.at(-1)?.details["checks"] as { policy: string; result: string }[];
  expect(checks.length).toBeGreaterThan(30);
  for (const policy of ["dnc.contact", "cap.contact-week", "approve.sensitive-segment"])
    expect(checks).toContainEqual({ policy, result: "pass" });
});

test("it names who approved, what exactly they were shown, and that this is what was sent", async () => {
  const granted = section("The approval").find((item) => item.type === "approval.granted");
  const member = (await home.admin.people.list({})).items.find((one) => one.role === "approver");
  expect(granted?.details["approval"]).toMatchObject({ state: "granted", by: member?.id });
  const approved = shown("The approval", "shown").at(-1) as { subject: string; body: string; digest: string };
  const sent = shown("The exact message", "message").at(-1);
  expect(sent).toMatchObject({ to: "kim@clinic.co.uk", subject: approved.subject, body: approved.body });
});

test("it holds the exact bytes that the recipient's server took, and the conversation", () => {
  const [mail] = world.sink.taken;
  const [raw] = shown("The exact message", "raw") as string[];
  expect(withCrLf(raw ?? "")).toBe(withCrLf(mail?.text ?? ""));
  const [smtp] = shown("The SMTP conversation", "smtp") as { reply: string; transcript: string[] }[];
  expect(smtp?.reply).toMatch(/^250/);
  expect(smtp?.transcript.join("\n")).toMatch(/RCPT TO:<kim@clinic\.co\.uk>/);
  const rendered = createHash("sha256")
    .update(raw ?? "")
    .digest("hex");
  expect(textOf("The SMTP conversation")).toContain(rendered);
  expect(textOf("What came back")).toContain("Sounds interesting");
});

test("every line of it is proven under the signed checkpoint, by our own check of the hashes", () => {
  const lines = new Set(file.sections.flatMap((one) => one.items.map((item) => item.index)));
  expect([...lines].sort()).toEqual(file.proofs.map((proof) => proof.index).sort());
  const [, size, root] = file.checkpoint.split("\n");
  for (const { index, leaf, hashes } of file.proofs) {
    expect(rootFrom(index, Number(size), leaf, hashes), String(index)).toBe(root);
  }
  expect(isSigned(file.checkpoint, file.vkey)).toBe(true);
  expect(isSigned(file.checkpoint.replace(/\n\d+\n/, "\n999\n"), file.vkey)).toBe(false);
});

test("whoever may not read personal text gets the story without it", async () => {
  const { member } = await home.admin.people.create({
    name: "Vi Viewer",
    email: "vi@fairlead.example",
    role: "viewer",
  });
  const token = await home.key(member.id);
  const response = await fetch(`${world.url}/v1/audit/cases/${messageId}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const story = await response.text();
  expect(response.status).toBe(200);
  expect(story).not.toMatch(/kim@clinic|Sounds interesting/);
  expect((JSON.parse(story) as CaseFile).withheld).toBeGreaterThan(5);
});

test("a person who was not written to has a case as well: the refusal with its rule", async () => {
  const contactId = await home.contact({ email: "hans@denied.de", country: "Germany" });
  const answer = await home.propose(contactId);
  await eventually(async () => {
    const refused = await home.admin.audit.case({ subjectId: answer.id });
    expect(JSON.stringify(refused.sections)).toContain("GEO_CONSENT");
  });
  expect(world.failures).toEqual([]);
});

/** The root that an inclusion proof leads to (RFC 9162 §2.1.3.2), written again here so that it is not our own word. */
function rootFrom(index: number, size: number, leaf: string, hashes: readonly string[]): string {
  const node = (left: Buffer, right: Buffer): Buffer =>
    createHash("sha256")
      .update(Buffer.concat([Buffer.from([1]), left, right]))
      .digest();
  let [at, last, hash]: [number, number, Buffer] = [index, size - 1, Buffer.from(leaf, "base64")];
  for (const text of hashes) {
    const sibling = Buffer.from(text, "base64");
    if (at % 2 === 1 || at === last) {
      hash = node(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at >> 1, last >> 1];
    } else hash = node(hash, sibling);
    [at, last] = [at >> 1, last >> 1];
  }
  return last === 0 ? hash.toString("base64") : "the proof is too short";
}

/** Whether a signed note (C2SP signed-note) was signed by an Ed25519 verifier key. */
function isSigned(note: string, vkey: string): boolean {
  const [text = "", signature = ""] = note.split("\n\n");
  const bytes = Buffer.from(signature.trim().split(" ").at(-1) ?? "", "base64").subarray(4);
  const raw = Buffer.from(vkey.slice(vkey.lastIndexOf("+", vkey.length - 44) + 1), "base64").subarray(1);
  const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]);
  return verify(null, Buffer.from(`${text}\n`), createPublicKey({ key: der, format: "der", type: "spki" }), bytes);
}

function withCrLf(text: string): string {
  return text.replace(/\r?\n/g, "\r\n").trimEnd();
}
