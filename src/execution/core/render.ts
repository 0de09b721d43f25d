import { createHash } from "node:crypto";
import { Liquid, type LiquidOptions, TagToken } from "liquidjs";
import { canonicalJson } from "../../kernel/canonical.ts";

/** What a template may read: the contact and account as recorded, who signs, and the slots that the draft fills. */
export interface RenderScope {
  readonly contact: {
    readonly firstName: string;
    readonly lastName: string;
    readonly title: string;
    /** The part in buying that somebody said the contact plays, such as `champion`; empty where nobody did. */
    readonly buyingRole: string;
    readonly jobFunction: string;
    /** Declared fields that are known: `contact.custom.tier`. */
    readonly custom: Readonly<Record<string, string>>;
  };
  readonly account: {
    readonly name: string;
    readonly domain: string;
    readonly industry: string;
    readonly custom: Readonly<Record<string, string>>;
  };
  readonly sender: { readonly name: string };
  readonly slots: Readonly<Record<string, string>>;
}

/** What every outreach message ends with: who we are and how to be left alone. */
export interface Footer {
  readonly postalAddress: string;
  readonly unsubscribeUrl: string;
}

/** The message as a person reads it, and as an approver is shown it. */
export interface MessageText {
  readonly subject: string;
  readonly body: string;
}

/** Why a template cannot be rendered for this contact; data, because the proposer must mend it. */
export interface RenderFault {
  readonly fault: string;
}

/**
 * A template reads what it is given and nothing else: with partials of its own, of which there are none, Liquid opens no file.
 * The limits are far above any mail and end a template that would hold up every workspace; they count, so that no clock decides.
 */
const confined: LiquidOptions = {
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  templates: {},
  parseLimit: 100_000,
  memoryLimit: 1_000_000,
};

/** Made once, for it takes longer than to render a message; it keeps nothing of what it renders, and counts anew for each. */
const liquid = new Liquid(confined);

/** The tags that Liquid takes another file for. */
const readsFile: ReadonlySet<string> = new Set(["include", "layout", "render"]);

/** What renders one template, any number of times. */
export type Renderer = (scope: RenderScope) => MessageText | RenderFault;

/** Parses a Liquid template once; what cannot be parsed is the fault of every message. */
export function rendererOf(template: MessageText): Renderer {
  const parsed = attempt(() => ({ subject: liquid.parse(template.subject), body: liquid.parse(template.body) }));
  if ("fault" in parsed) return () => parsed;
  return (scope) =>
    attempt(() => {
      const view = withoutEmpty(scope);
      return {
        subject: singleLine(liquid.renderSync(parsed.subject, view) as string),
        body: tidy(liquid.renderSync(parsed.body, view) as string),
      };
    });
}

/** Renders a Liquid template strictly: an unknown name or an empty value is a fault, never an empty greeting. */
export function renderTemplate(template: MessageText, scope: RenderScope): MessageText | RenderFault {
  return rendererOf(template)(scope);
}

function attempt<T>(work: () => T): T | RenderFault {
  try {
    return work();
  } catch (error) {
    return { fault: (error as Error).message.split("\n")[0] ?? "the template cannot be rendered" };
  }
}

/** Whether a template parses at all, and what it says when not. */
export function templateFault(template: MessageText): string | null {
  try {
    const parsed = [...liquid.parse(template.subject), ...liquid.parse(template.body)];
    const file = parsed
      .map(({ token }) => token)
      .find((token) => token instanceof TagToken && readsFile.has(token.name));
    return file === undefined ? null : `\`${file.getText()}\` would read a file: write out what it should say`;
  } catch (error) {
    return (error as Error).message.split("\n")[0] ?? "the template does not parse";
  }
}

/** The body with the footer that law and recipients expect. */
export function withFooter(text: MessageText, footer: Footer): MessageText {
  const postal = footer.postalAddress.trim() === "" ? "" : `${footer.postalAddress.trim()}\n`;
  return { subject: text.subject, body: `${tidy(text.body)}\n\n-- \n${postal}Unsubscribe: ${footer.unsubscribeUrl}\n` };
}

/** The words above the footer: what a person may change. */
export function withoutFooter(body: string): string {
  const at = body.lastIndexOf("\n\n-- \n");
  return at < 0 ? body : body.slice(0, at);
}

/** What an approval is bound to: recipient, mailbox, exact text, purpose and step. */
export interface BoundContent extends MessageText {
  readonly to: string;
  readonly mailboxId: string;
  readonly purpose: string;
  readonly step: number;
  readonly templateId: string | null;
}

/** SHA-256 over exactly what an approver is shown; any change makes another digest and voids the approval. */
export function contentHash(content: BoundContent): Buffer {
  const { to, mailboxId, purpose, step, templateId, subject, body } = content;
  return createHash("sha256")
    .update(canonicalJson({ to, mailboxId, purpose, step, templateId, subject, body }))
    .digest();
}

function withoutEmpty(scope: RenderScope): Record<string, unknown> {
  const filled = (values: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ""));
  const { custom: contactCustom, ...contact } = scope.contact;
  const { custom: accountCustom, ...account } = scope.account;
  return {
    contact: { ...filled(contact), custom: filled(contactCustom) },
    account: { ...filled(account), custom: filled(accountCustom) },
    sender: filled(scope.sender),
    slots: filled(scope.slots),
  };
}

function singleLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().slice(0, 200);
}

function tidy(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
