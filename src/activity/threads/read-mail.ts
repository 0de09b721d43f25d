import type { Id } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { textOfHtml } from "../core/html-text.ts";
import { picturesOf } from "../core/mail-picture.ts";
import { normalLineEnds } from "../core/mail-structure.ts";
import { plainText, plainTexts } from "../core/plain-text.ts";
import { safeHtml } from "../core/safe-html.ts";
import { attachmentNames } from "../core/thread.ts";
import type { ActivityDeps } from "../deps.ts";
import { type MailParts, mailParts } from "../parse-mail.ts";
import { inboundById, rawOfInbound } from "../store/inbound.ts";
import { candidatesOfMails } from "./candidates.ts";
import type { readInbound as operation } from "./contract.ts";

type MailView = OutputOf<typeof operation>;
type SeenMail = Omit<MailView, "mayBeFrom">;

const headersMax = 80;
const headerMaxChars = 1_000;
const textMaxChars = 200_000;
const htmlMaxChars = 400_000;
const rawHeadMaxBytes = 4_000;

/** One mail as it came, made safe to look at. What cannot be read shows how it begins, and says why. */
export async function readInbound(
  deps: Pick<ActivityDeps, "db">,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<MailView> {
  const id = input.inboundId;
  const { raw, read } = await partsOf(deps, id, caller);
  const mayBeFrom = await deps.db.read(caller.workspaceId, async (tx) => {
    const mail = await inboundById(tx, id);
    return mail === null ? [] : ((await candidatesOfMails(tx, [mail])).get(id) ?? []);
  });
  const seen = "fault" in read ? unreadable(id, raw, read.fault) : readable(id, raw, read);
  return { ...plainTexts(seen), mayBeFrom };
}

/**
 * The formatted part of a mail for its frame, with the pictures that the mail carries; null where it has none. They are not in
 * `inbound.read`, whose readers want words.
 */
export async function formattedMail(
  deps: Pick<ActivityDeps, "db">,
  inboundId: Id<"inb">,
  caller: Caller,
): Promise<string | null> {
  const { read } = await partsOf(deps, inboundId, caller);
  if ("fault" in read || read.html === "") return null;
  return plainText(safeHtml(read.html, picturesOf(read.named)).html);
}

async function partsOf(deps: Pick<ActivityDeps, "db">, inboundId: Id<"inb">, caller: Caller) {
  const raw = await deps.db.read(caller.workspaceId, (tx) => rawOfInbound(tx, inboundId));
  if (raw === null) throw problem("not_found", `there is no inbound mail \`${inboundId}\`: list it with inbound.list`);
  const read = raw.length === 0 ? { fault: "its person was erased, and the mail with them" } : await mailParts(raw);
  return { raw, read };
}

function readable(id: MailView["id"], raw: Buffer, mail: MailParts): SeenMail {
  const text = normalLineEnds(mail.text.trim() === "" ? textOfHtml(mail.html.slice(0, htmlMaxChars)) : mail.text);
  const formatted = mail.html === "" ? null : safeHtml(mail.html);
  return {
    id,
    head: mail.head.slice(0, headersMax).map(({ name, value }) => ({
      name: name.slice(0, headerMaxChars),
      value: value.slice(0, headerMaxChars),
    })),
    text: text.slice(0, textMaxChars),
    html: formatted?.html ?? null,
    attachments: [...attachmentNames(mail.files)],
    bytes: raw.length,
    isCut: text.length > textMaxChars || mail.head.length > headersMax || formatted?.isCut === true,
    fault: null,
    rawHead: null,
  };
}

function unreadable(id: MailView["id"], raw: Buffer, fault: string): SeenMail {
  return {
    id,
    head: [],
    text: "",
    html: null,
    attachments: [],
    bytes: raw.length,
    isCut: raw.length > rawHeadMaxBytes,
    fault,
    rawHead: normalLineEnds(raw.subarray(0, rawHeadMaxBytes).toString("utf8")),
  };
}
