import type { ActivityReaction } from "../../src/activity/contract.ts";
import type { KnownMessage } from "../../src/activity/core/correlate.ts";
import { type ActivityDeps, mailTokenPurpose } from "../../src/activity/deps.ts";
import { readMailHere } from "../../src/activity/read-mail.ts";
import { receiveMail } from "../../src/activity/receive.ts";
import type { Env } from "../../src/kernel/env.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { testVault } from "./people.ts";

/** A workspace that has sent mail, and hears of what comes back. */
export interface ActivityWorld extends TestDatabase {
  readonly workspaceId: Id<"wsp">;
  readonly deps: ActivityDeps;
  /** What the reactions heard since the last mail, or since `forget`. */
  readonly seen: readonly ActivityReaction[];
  forget(): void;
  /** The first reaction of a type among those. */
  reaction<T extends ActivityReaction["type"]>(type: T): Extract<ActivityReaction, { type: T }> | undefined;
  /** Makes a message of ours known. */
  sent(address: string): KnownMessage;
  /** What a token in an address or a link stands for. */
  subjectOf(message: KnownMessage): { readonly workspaceId: Id<"wsp">; readonly messageId: Id<"msg"> };
  /** The key that signs those tokens. */
  tokenKey(): Buffer;
  /** Takes a mail in; its envelope sender is empty and it is for our mailbox, unless said otherwise. */
  receive(mail: Buffer, envelope?: { readonly from?: string; readonly to?: string }): ReturnType<typeof receiveMail>;
  /** A person who calls. */
  caller(): Caller;
}

/** Opens the world. Call in `beforeAll`, and `close()` in `afterAll`. */
export async function openActivityWorld(): Promise<ActivityWorld> {
  const held = await testDatabase();
  const workspaceId = await held.workspace();
  const seen: ActivityReaction[] = [];
  const messages: KnownMessage[] = [];
  const deps = depsOf(held, seen, messages);
  const forget = (): void => {
    seen.length = 0;
  };
  return {
    ...held,
    workspaceId,
    deps,
    seen,
    forget,
    reaction: <T extends ActivityReaction["type"]>(type: T) =>
      seen.find((event) => event.type === type) as Extract<ActivityReaction, { type: T }> | undefined,
    sent: (address) => {
      const message = messageTo(address, held.env);
      messages.push(message);
      return message;
    },
    subjectOf: ({ messageId }) => ({ workspaceId, messageId }),
    tokenKey: () => deps.vault.keyFor(workspaceId, mailTokenPurpose),
    receive: (mail, envelope = {}) => {
      forget();
      const envelopeTo = [envelope.to ?? "dana@sales.example"];
      return receiveMail(deps, { workspaceId, envelopeFrom: envelope.from ?? "", envelopeTo, raw: mail });
    },
    caller: () => ({
      workspaceId,
      principal: { kind: "person", id: newId(held.env, "usr"), name: "Ana" },
      scopes: new Set(),
      requestId: "r1",
    }),
  };
}

function depsOf(held: TestDatabase, seen: ActivityReaction[], messages: readonly KnownMessage[]): ActivityDeps {
  return {
    db: held.database,
    env: held.env,
    vault: testVault(held.env),
    react: async (_tx, events) => {
      seen.push(...events);
    },
    readMail: readMailHere,
    messagesFor: async (_tx, query) =>
      messages.filter(
        (message) =>
          query.ids.includes(message.messageId) ||
          query.rfc822Ids.includes(message.rfc822Id) ||
          query.addresses.includes(message.address),
      ),
    sentIn: async () => [],
    answersTo: async () => [],
    contactsFor: async () => [],
    idsOfContact: async (_tx, contactId) => [contactId],
  };
}

function messageTo(address: string, env: Env): KnownMessage {
  return {
    messageId: newId(env, "msg"),
    rfc822Id: `${newId(env, "msg")}@sales.example`,
    actionId: newId(env, "act"),
    contactId: newId(env, "con"),
    accountId: newId(env, "acc"),
    address,
    sentText: "Hello,\nwould a shorter month-end close help your team?\nReply STOP or unsubscribe here.",
  };
}
