import type { AutoReplyReaction, MailClient, ReplyReaction } from "../market.ts";
import { phrasesFor } from "../phrases/by-language.ts";
import { calendarPart } from "./calendar.ts";
import { type Header, mailbox, mailDate, messageBytes, multipart, type Part, textPart } from "./mime.ts";

/** The message that is answered, as far as an answer shows it. */
export interface Original {
  readonly messageId: string;
  readonly references: readonly string[];
  readonly subject: string;
  readonly from: string;
  readonly fromName: string;
  readonly replyTo: string;
  readonly text: string;
  readonly at: number;
}

/** Who answers, under which Message-ID and when. */
export interface Answerer {
  readonly name: string;
  readonly address: string;
  readonly messageId: string;
  readonly at: number;
}

/** A person's answer in the manner of one of the usual mail programs. */
export function humanReplyBytes(who: Answerer, original: Original, reaction: ReplyReaction): Buffer {
  const { phrases } = phrasesFor(reaction.language);
  const headers: Header[] = [
    ["From", mailbox(who.name, who.address)],
    ["To", mailbox(original.fromName, original.replyTo)],
    ["Subject", answerSubject(phrases.answerPrefix, original.subject)],
    ["Date", mailDate(who.at)],
    ["Message-ID", who.messageId],
    ...threading(original, reaction.threading),
    ["Content-Language", reaction.language],
  ];
  const text = quoted(reaction, original, who);
  const parts: Part[] = [textPart(text)];
  if (reaction.client === "outlook" || reaction.client === "unmarked") parts.push(textPart(html(text), "text/html"));
  const { calendar } = reaction;
  if (calendar !== null) parts.push(calendarPart(calendar, who.address, original.from, who.at));
  const [only] = parts;
  const body = parts.length === 1 && only !== undefined ? only : multipart("alternative", parts);
  return messageBytes(who.messageId.replace(/\W/g, ""), headers, body);
}

/** A machine's answer: RFC 3834, to be sent with the null path. */
export function autoReplyBytes(who: Answerer, original: Original, reaction: AutoReplyReaction): Buffer {
  const headers: Header[] = [
    ["From", mailbox(who.name, who.address)],
    ["To", original.replyTo],
    ["Subject", reaction.subject],
    ["Date", mailDate(who.at)],
    ["Message-ID", who.messageId],
    ...threading(original, "in_reply_to"),
    ["Auto-Submitted", reaction.truth === "auto_ack" ? "auto-generated" : "auto-replied"],
    ["X-Auto-Response-Suppress", "All"],
  ];
  return messageBytes(who.messageId.replace(/\W/g, ""), headers, textPart(`${reaction.text}\n`));
}

/** What a mail program sends when its reader presses its unsubscribe button and the header names an address. */
export function unsubscribeMailBytes(who: Answerer, mailto: string): { readonly to: string; readonly bytes: Buffer } {
  const [to = "", query = ""] = mailto.split("?");
  const asked = new URLSearchParams(query);
  const headers: Header[] = [
    ["From", mailbox(who.name, who.address)],
    ["To", decodeURIComponent(to)],
    ["Subject", asked.get("subject") ?? "unsubscribe"],
    ["Date", mailDate(who.at)],
    ["Message-ID", who.messageId],
  ];
  const body = textPart(asked.get("body") ?? "");
  return { to: decodeURIComponent(to), bytes: messageBytes(who.messageId.replace(/\W/g, ""), headers, body) };
}

function threading(original: Original, kept: ReplyReaction["threading"]): readonly Header[] {
  if (kept === "none" || original.messageId === "") return [];
  const inReplyTo: Header = ["In-Reply-To", original.messageId];
  if (kept === "in_reply_to") return [inReplyTo];
  return [inReplyTo, ["References", [...original.references, original.messageId].join("\r\n ")]];
}

function answerSubject(prefix: string, subject: string): string {
  return /^(re|aw|sv|r|odp|antw)\s*:/i.test(subject) ? subject : `${prefix}: ${subject}`;
}

function quoted(reaction: ReplyReaction, original: Original, who: Answerer): string {
  const { phrases } = phrasesFor(reaction.language);
  const marked = original.text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
  const sender = original.fromName === "" ? original.from : `${original.fromName} <${original.from}>`;
  const attribution = phrases.wrote
    .replace("{date}", sentText(original.at, reaction.language))
    .replace("{sender}", sender);
  const styles: Readonly<Record<MailClient, () => string>> = {
    attribution: () => `${reaction.text}\n\n${attribution}\n\n${marked}\n`,
    bottom: () => `${attribution}\n${marked}\n\n${reaction.text}\n`,
    outlook: () => {
      const { outlook } = phrases;
      const block = [
        `${outlook.from}: ${sender}`,
        `${outlook.sent}: ${sentText(original.at, reaction.language)}`,
        `${outlook.to}: ${who.name} <${who.address}>`,
        `${outlook.subject}: ${original.subject}`,
      ];
      return `${reaction.text}\n\n________________________________\n${block.join("\n")}\n\n${original.text}\n`;
    },
    unmarked: () => `${reaction.text}\n\n${original.text}\n`,
    none: () => `${reaction.text}\n`,
  };
  return styles[reaction.client]();
}

function sentText(at: number, language: string): string {
  const locale = language === "en" ? "en-GB" : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "short", timeZone: "UTC" }).format(at);
}

function html(text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const paragraphs = escaped.split(/\n{2,}/).map((block) => `<p>${block.replace(/\n/g, "<br>\n")}</p>`);
  return `<html><body>\n${paragraphs.join("\n")}\n</body></html>\n`;
}
