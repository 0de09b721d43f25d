import { createHash } from "node:crypto";
import PostalMime from "postal-mime";
import type { Invitation } from "../market.ts";

/** A message of ours, read once when it arrives; all the world remembers of it. */
export interface ReadMail {
  readonly messageId: string;
  readonly subject: string;
  readonly from: string;
  readonly fromName: string;
  readonly replyTo: string;
  readonly references: readonly string[];
  readonly text: string;
  /** The header as received, lines ended by CRLF. */
  readonly rawHeader: string;
  /** Every `X-Fairlead-*` header, names in lower case. */
  readonly ownHeaders: Readonly<Record<string, string>>;
  readonly unsubscribe: { readonly oneClickUrl: string | null; readonly mailto: string | null };
  readonly invitation: Invitation | null;
  /** SHA-256 of the bytes with CRLF line ends and exactly one of them at the end. */
  readonly sha256: string;
  readonly textSha256: string;
}

export async function readMail(raw: Buffer): Promise<ReadMail> {
  const mail = await PostalMime.parse(raw);
  const header = (name: string) => mail.headers.find((line) => line.key === name)?.value ?? "";
  const text = (mail.text ?? "").replace(/\r\n/g, "\n").trim();
  const source = raw.toString("latin1").replace(/\r?\n/g, "\r\n");
  const listUnsubscribe = header("list-unsubscribe");
  const url = /<(https?:[^>]+)>/i.exec(listUnsubscribe)?.[1] ?? null;
  const isOneClick = /list-unsubscribe=one-click/i.test(header("list-unsubscribe-post"));
  const calendar = mail.attachments.find((part) => part.mimeType === "text/calendar");
  return {
    messageId: mail.messageId ?? "",
    subject: mail.subject ?? "",
    from: mail.from?.address ?? "",
    fromName: mail.from?.name ?? "",
    replyTo: mail.replyTo?.[0]?.address ?? mail.from?.address ?? "",
    references: `${mail.references ?? ""} ${mail.inReplyTo ?? ""}`.match(/<[^<>\s]+>/g) ?? [],
    text,
    rawHeader: Buffer.from(source.split("\r\n\r\n", 1)[0] ?? "", "latin1").toString("utf8"),
    ownHeaders: Object.fromEntries(
      mail.headers.filter((line) => line.key.startsWith("x-fairlead-")).map((line) => [line.key, line.value]),
    ),
    unsubscribe: {
      oneClickUrl: isOneClick ? url : null,
      mailto: /<mailto:([^>]+)>/i.exec(listUnsubscribe)?.[1] ?? null,
    },
    invitation: calendar === undefined ? null : readInvitation(contentText(calendar.content)),
    sha256: createHash("sha256")
      .update(`${source.replace(/(\r\n)+$/, "")}\r\n`, "latin1")
      .digest("hex"),
    textSha256: createHash("sha256").update(text).digest("hex"),
  };
}

/** The meeting that an iCalendar REQUEST asks for; `null` for anything else. */
export function readInvitation(ics: string): Invitation | null {
  const lines = ics.replace(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const field = (name: string) => lines.find((line) => line.split(/[:;]/, 1)[0] === name)?.replace(/^[^:]*:/, "");
  const startsAt = icsTime(field("DTSTART"));
  const uid = field("UID");
  if (field("METHOD") !== "REQUEST" || uid === undefined || startsAt === null) return null;
  return { uid, startsAt, endsAt: icsTime(field("DTEND")) ?? startsAt + 1_800_000, summary: field("SUMMARY") ?? "" };
}

function icsTime(value: string | undefined): number | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/.exec(value ?? "");
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function contentText(content: string | ArrayBuffer | Uint8Array): string {
  if (typeof content === "string") return content;
  return Buffer.from(content instanceof Uint8Array ? content : new Uint8Array(content)).toString("utf8");
}
