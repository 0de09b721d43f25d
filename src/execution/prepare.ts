import { type AnsweredMail, answeredMails } from "../activity/threads/answerable.ts";
import { customValues } from "../identity/core/custom-fields.ts";
import { type ContactFacts, contactFactsFor } from "../identity/facts-for.ts";
import type { CustomValues } from "../identity/fields/custom-values.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { type MailboxFactsRow, mailboxFactsFor } from "../mailbox/facts-for.ts";
import { pickMailboxes } from "../mailbox/pick.ts";
import { answerSubject } from "./core/answer.ts";
import { tokenKeyPurpose, unsubscribeUrl } from "./core/links.ts";
import { contentHash, type MessageText, type Renderer, rendererOf, withFooter } from "./core/render.ts";
import type { DecideDeps } from "./deps.ts";
import type { ActionContent } from "./store/actions.ts";
import { type TemplateRow, templates } from "./store/sequences.ts";
import { writtenTexts } from "./store/thread.ts";
import { workspaceFooter } from "./store/workspace.ts";
import type { Draft } from "./words/contract.ts";

/** What is asked, before it is decided: whom, what for, and what to say. */
export interface Ask {
  readonly actionId: Id<"act">;
  readonly contactId: Id<"con">;
  readonly purpose: "outreach" | "reply_in_thread" | "transactional" | "notice";
  readonly kind: "send_email" | "place_call" | "book_meeting";
  readonly step: number;
  readonly draft: Draft;
  /** The message id is fixed at the first look, since the unsubscribe link in the text carries it. */
  readonly messageId: Id<"msg"> | null;
  readonly mailboxId: Id<"mbx"> | null;
  /** The mail that is answered, whose subject and mailbox the answer keeps. */
  readonly answersId: Id<"inb"> | null;
}

/** An ask with everything about its message that a decision and an approver look at. */
export interface Prepared {
  readonly ask: Ask;
  readonly contact: ContactFacts | undefined;
  readonly mailbox: MailboxFactsRow | undefined;
  readonly messageId: Id<"msg">;
  readonly mailboxId: Id<"mbx"> | null;
  readonly templateId: Id<"tpl"> | null;
  /** False where the draft names a template that there is not. */
  readonly hasTemplate: boolean;
  /** Rendered from a template version that a person approved. */
  readonly isApprovedTemplate: boolean;
  readonly content: ActionContent | null;
  readonly contentHash: Buffer | null;
  /** Whether the text carries the recipient's own one-click link, which every outreach message must. */
  readonly hasUnsubscribeLink: boolean;
  /** What the message needs and the records lack, such as `message: undefined variable`. */
  readonly missing: readonly string[];
}

/** Renders each ask for its contact: a constant number of statements for the batch. */
export async function prepare(deps: DecideDeps, tx: Tx, asks: readonly Ask[]): Promise<readonly Prepared[]> {
  const contactIds = [...new Set(asks.map((ask) => ask.contactId))];
  const templateIds = [...new Set(asks.flatMap((ask) => ("templateId" in ask.draft ? [ask.draft.templateId] : [])))];
  const [contacts, sending, versions, postalAddress, written] = await Promise.all([
    contactFactsFor(tx, contactIds),
    sendersOf(deps, tx, asks),
    templateIds.length === 0 ? [] : templates(tx, templateIds),
    workspaceFooter(tx),
    writtenTexts(
      tx,
      asks.flatMap((ask) => (ask.messageId === null ? [] : [ask.actionId])),
    ),
  ]);
  const byTemplate = new Map(versions.map((version) => [version.id, { ...version, render: rendererOf(version) }]));
  return asks.map((ask) => {
    return prepareOne(deps, tx, ask, {
      ...sending(ask),
      contact: contacts.get(ask.contactId),
      byTemplate,
      postalAddress,
      written: written.get(ask.actionId),
    });
  });
}

/** What each ask would be sent from: the mailbox that it has, that of the mail it answers, or the contact's own. */
async function sendersOf(
  deps: DecideDeps,
  tx: Tx,
  asks: readonly Ask[],
): Promise<(ask: Ask) => Pick<Material, "mailbox" | "mailboxId" | "answered">> {
  const unsettled = asks.filter((ask) => ask.mailboxId === null).map((ask) => ask.contactId);
  const [picked, answered] = await Promise.all([
    unsettled.length === 0 ? new Map<Id<"con">, Id<"mbx">>() : pickMailboxes(tx, [...new Set(unsettled)]),
    answeredMails(
      tx,
      asks.flatMap((ask) => ask.answersId ?? []),
    ),
  ]);
  const answeredBy = (ask: Ask) => (ask.answersId === null ? undefined : answered.get(ask.answersId));
  const mailboxOf = (ask: Ask) => ask.mailboxId ?? answeredBy(ask)?.mailboxId ?? picked.get(ask.contactId) ?? null;
  const mailboxIds = asks.flatMap((ask) => mailboxOf(ask) ?? []);
  const mailboxes = await mailboxFactsFor(deps, tx, [...new Set(mailboxIds)]);
  return (ask) => {
    const mailboxId = mailboxOf(ask);
    const mailbox = mailboxId === null ? undefined : mailboxes.get(mailboxId);
    return { mailboxId, mailbox, answered: answeredBy(ask) };
  };
}

/** A template that is parsed once for its batch. */
type ReadyTemplate = TemplateRow & { readonly render: Renderer };

interface Material {
  readonly contact: ContactFacts | undefined;
  readonly mailbox: MailboxFactsRow | undefined;
  readonly mailboxId: Id<"mbx"> | null;
  readonly byTemplate: ReadonlyMap<Id<"tpl">, ReadyTemplate>;
  readonly postalAddress: string;
  /** The message where its bytes are written: those are what is decided about, and sent, from then on. */
  readonly written: MessageText | undefined;
  readonly answered: AnsweredMail | undefined;
}

function prepareOne(deps: DecideDeps, tx: Tx, ask: Ask, material: Material): Prepared {
  const { contact, mailbox, mailboxId } = material;
  const templateId = "templateId" in ask.draft ? ask.draft.templateId : null;
  const template = templateId === null ? undefined : material.byTemplate.get(templateId);
  const messageId = ask.messageId ?? newId(deps.env, "msg");
  const base = {
    ask,
    contact,
    mailbox,
    messageId,
    mailboxId,
    templateId,
    hasTemplate: template !== undefined,
    isApprovedTemplate: template?.approvedBy !== undefined && template.approvedBy !== null,
  };
  const missing = [
    ...(contact?.email == null ? ["email"] : []),
    ...(mailbox === undefined || mailboxId === null ? ["mailbox"] : []),
    ...(templateId !== null && template === undefined ? ["template"] : []),
  ];
  if (contact?.email == null || mailbox === undefined || mailboxId === null || missing.length > 0) {
    return { ...base, content: null, contentHash: null, hasUnsubscribeLink: false, missing };
  }
  const text = material.written ?? inThread(textOf(ask, contact, mailbox, template), material.answered);
  if ("fault" in text)
    return {
      ...base,
      content: null,
      contentHash: null,
      hasUnsubscribeLink: false,
      missing: [`message: ${text.fault}`.slice(0, 40)],
    };
  const url = unsubscribeUrl(
    { workspaceId: tx.workspaceId, messageId },
    deps.vault.keyFor(tx.workspaceId, tokenKeyPurpose),
    deps.publicUrl,
  );
  const full =
    ask.purpose === "outreach" && material.written === undefined
      ? withFooter(text, { postalAddress: material.postalAddress, unsubscribeUrl: url })
      : text;
  const content: ActionContent = {
    to: contact.email,
    fromName: mailbox.displayName,
    fromAddress: mailbox.address,
    ...full,
  };
  const hash = contentHash({ ...full, to: contact.email, mailboxId, purpose: ask.purpose, step: ask.step, templateId });
  return { ...base, content, contentHash: hash, hasUnsubscribeLink: full.body.includes(url), missing };
}

/** An answer keeps the subject of what it answers: mail programs group by it. */
function inThread<T extends MessageText | { readonly fault: string }>(text: T, answered: AnsweredMail | undefined): T {
  if (answered === undefined || "fault" in text) return text;
  return { ...text, subject: answerSubject(answered.subject, text.subject) };
}

function textOf(
  ask: Ask,
  contact: ContactFacts,
  mailbox: MailboxFactsRow,
  template: ReadyTemplate | undefined,
): MessageText | { readonly fault: string } {
  const { draft } = ask;
  if (!("templateId" in draft)) return { subject: draft.subject, body: draft.body };
  if (template === undefined) return { fault: "no such template" };
  return template.render({
    contact: {
      firstName: contact.firstName ?? "",
      lastName: contact.lastName ?? "",
      title: contact.title ?? "",
      buyingRole: contact.buyingRole ?? "",
      jobFunction: contact.jobFunction ?? "",
      custom: spokenValues(contact.custom),
    },
    account: {
      name: contact.accountName ?? "",
      domain: contact.domain ?? "",
      industry: contact.industry ?? "",
      custom: spokenValues(contact.accountCustom),
    },
    sender: { name: mailbox.displayName },
    slots: draft.slots,
  });
}

/** Declared fields as a message says them. */
function spokenValues(values: CustomValues): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, { type, value }]) => [name, customValues(type, value).join(", ")]),
  );
}
