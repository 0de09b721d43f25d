import { createWorkspace } from "../../src/access/create-workspace.ts";
import { localOwner } from "../../src/access/local-owner.ts";
import type { App } from "../../src/app.ts";
import type { Client } from "../../src/client/client.gen.ts";
import { createClient } from "../../src/client/client.ts";
import type { Id } from "../../src/kernel/ids.ts";
import type { Database } from "../../src/kernel/sql.ts";
import { recordRead } from "../../src/mailbox/heartbeat.ts";
import type { Sink } from "./sink.ts";

/** A person as a row of an import file. */
export interface PersonGiven {
  readonly email: string;
  readonly first?: string;
  readonly last?: string;
  readonly title?: string;
  readonly company?: string;
  readonly website?: string;
  readonly country?: string;
  readonly industry?: string;
  readonly id?: string;
  readonly phone?: string;
  readonly linkedin?: string;
  readonly doNotContact?: string;
  readonly optOut?: string;
}

/** What a proposal may say beside whom it is for. */
export type ProposalGiven = Partial<Parameters<Client["actions"]["propose"]>[0]>;
export type Proposed = Awaited<ReturnType<Client["actions"]["propose"]>>;

/** A workspace with a mailbox, an approved template, a sequence of two steps, and clients of the public interface. */
export interface TestWorkspace {
  readonly id: Id<"wsp">;
  readonly adminId: Id<"usr">;
  readonly agentId: Id<"agt">;
  readonly mailboxId: Id<"mbx">;
  readonly mailbox: string;
  readonly templateId: Id<"tpl">;
  readonly sequenceId: Id<"seq">;
  readonly admin: Client;
  /** A second person, since nobody approves what they proposed. */
  readonly approver: Client;
  /** An agent one of whose actions a person approved before. */
  readonly agent: Client;
  readonly tokens: { readonly admin: string; readonly approver: string; readonly agent: string };
  key(holderId: Id<"agt"> | Id<"usr">): Promise<string>;
  /** Imports a CSV file with these rows. */
  import(people: readonly PersonGiven[], sourceName?: string): ReturnType<Client["imports"]["create"]>;
  /** The contact behind an address. */
  contactOf(email: string): Promise<Id<"con">>;
  /** Imports one person and answers with the contact. */
  contact(person: PersonGiven): Promise<Id<"con">>;
  /** Proposes the approved template as the admin. */
  propose(contactId: Id<"con">, more?: ProposalGiven): Promise<Proposed>;
  /** Enrolls in the sequence as the admin. */
  enroll(contactId: Id<"con">): Promise<Proposed>;
  /** What became of an action. */
  action(answer: { readonly id: Id<"act"> }): ReturnType<Client["actions"]["get"]>;
}

const dayMs = 86_400_000;

/** What a workspace is set up on. */
export interface Ground {
  readonly app: App;
  readonly db: Database;
  readonly url: string;
  /** Where the recipients' mail arrives. */
  readonly sink: Sink;
}

/** Makes a workspace and sets it up. */
export async function givenWorkspace(ground: Ground, name = "Acme Outbound"): Promise<TestWorkspace> {
  return equipped(ground, await createTestWorkspace(ground.app, name));
}

/** Sets a workspace up through the public interface. */
export async function equipped(
  ground: Ground,
  made: { readonly workspaceId: Id<"wsp">; readonly adminId: Id<"usr"> },
): Promise<TestWorkspace> {
  const { app } = ground;
  const { workspaceId: id, adminId } = made;
  const key = async (holderId: Id<"agt"> | Id<"usr">): Promise<string> => {
    const made = await app.invoker.call("keys.create", { name: "test", holderId }, localOwner(id, "req_given"));
    return (made as { secret: string }).secret;
  };
  const clientOf = (token: string): Client => createClient({ url: ground.url, token });
  const adminToken = await key(adminId);
  const admin = clientOf(adminToken);
  const { member } = await admin.people.create({
    name: "Pat Approver",
    email: "pat@fairlead.example",
    role: "approver",
  });
  // By the owner of the data folder: whoever makes an agent cannot approve what it proposes, and the admin does in some tests.
  const agent = { name: "Ranger", dailyBudget: 10_000 };
  const { id: agentId } = (await app.invoker.call("agents.create", agent, localOwner(id, "req_given"))) as {
    id: Id<"agt">;
  };
  await ground.db.root`update agent set first_action_approved = true where workspace_id = ${id} and id = ${agentId}`;
  const tokens = { admin: adminToken, approver: await key(member.id), agent: await key(agentId) };
  const mailbox = `dana@${id.slice(-8)}.sales.example`;
  const { id: mailboxId } = await admin.mailboxes.create({
    address: mailbox,
    displayName: "Dana Diaz",
    smtp: { host: "127.0.0.1", port: ground.sink.port },
    dailyCap: 10_000,
    dkimSelector: null,
  });
  // The server says every 15 s that it takes mail in; until then nothing may be sent from a new mailbox.
  await recordRead(app.resources, id);
  const first = await approvedTemplate(admin, "first", "Month-end at {{ account.name }}");
  const second = await approvedTemplate(admin, "second", "Once more, {{ contact.firstName }}");
  const sequence = await admin.sequences.create({
    name: "Two steps",
    steps: [
      { templateId: first, delayMs: 0 },
      { templateId: second, delayMs: 3 * dayMs },
    ],
  });
  const contactOf = async (email: string): Promise<Id<"con">> => {
    const found = (await admin.contacts.list({ q: email })).items.filter(
      (one) => one.email?.toLowerCase() === email.toLowerCase(),
    );
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`${found.length} contacts have the address ${email}`);
    return only.id;
  };
  const importing: TestWorkspace["import"] = (people, sourceName = "Test list") =>
    admin.imports.create({ filename: "people.csv", content: csvOf(people), sourceName });
  const propose: TestWorkspace["propose"] = (contactId, more = {}) =>
    admin.actions.propose({ contactId, draft: { templateId: first }, ...more });
  return {
    id,
    adminId,
    agentId,
    mailboxId,
    mailbox,
    templateId: first,
    sequenceId: sequence.id,
    admin,
    approver: clientOf(tokens.approver),
    agent: clientOf(tokens.agent),
    tokens,
    key,
    import: importing,
    contactOf,
    contact: async (person) => {
      await importing([person]);
      return contactOf(person.email);
    },
    propose,
    enroll: (contactId) => admin.actions.propose({ contactId, sequenceId: sequence.id }),
    action: ({ id: actionId }) => admin.actions.get({ actionId }),
  };
}

/** Makes a workspace by the one way there is. */
export function createTestWorkspace(app: App, name: string) {
  return createWorkspace(app.deps.access, {
    name,
    postalAddress: "1 Harbour Street, Dover",
    adminName: "Ada Admin",
    adminEmail: "ada@fairlead.example",
  });
}

async function approvedTemplate(admin: Client, name: string, subject: string): Promise<Id<"tpl">> {
  const body =
    "Hello {{ contact.firstName }},\n\nwould a shorter month-end close help {{ account.name }}?\n\n{{ sender.name }}";
  const { id } = await admin.templates.create({ name, subject, body });
  await admin.templates.approve({ templateId: id });
  return id;
}

const columns: readonly (readonly [string, (person: PersonGiven) => string | undefined])[] = [
  ["Record ID", (person) => person.id ?? person.email],
  ["First Name", (person) => person.first ?? "Kim"],
  ["Last Name", (person) => person.last ?? nameFrom(person.email)],
  ["Email", (person) => person.email],
  ["Job Title", (person) => person.title ?? "CFO"],
  ["Company Name", (person) => person.company ?? companyFrom(person.email)],
  ["Website", (person) => person.website ?? person.email.split("@")[1]],
  ["Country/Region", (person) => person.country ?? "United Kingdom"],
  ["Industry", (person) => person.industry ?? "Software"],
  ["Phone Number", (person) => person.phone],
  ["LinkedIn URL", (person) => person.linkedin],
  ["Do Not Contact", (person) => person.doNotContact],
  ["Unsubscribed", (person) => person.optOut],
];

function csvOf(people: readonly PersonGiven[]): string {
  const quoted = (value: string | undefined): string => `"${(value ?? "").replaceAll('"', '""')}"`;
  const rows = people.map((person) => columns.map(([, read]) => quoted(read(person))).join(","));
  return [columns.map(([heading]) => quoted(heading)).join(","), ...rows].join("\r\n");
}

function nameFrom(email: string): string {
  const local = (email.split("@")[0] ?? "").replace(/[^a-z]/gi, "");
  return `${local.charAt(0).toUpperCase()}${local.slice(1)}son`;
}

function companyFrom(email: string): string {
  const name = (email.split("@")[1] ?? "").split(".")[0] ?? "";
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} Ltd`;
}
