import type { Mail } from "./core/mail-structure.ts";
import { plainTexts } from "./core/plain-text.ts";
import { type Structure, structureOf } from "./core/understand.ts";
import { parseMail } from "./parse-mail.ts";

/** A mail as far as it can be read by itself: parsed, and known for a report or not. */
export interface MailRead {
  /** Null for a mail that cannot be read: it is kept, stops whom it names, and waits for a person. */
  readonly mail: Mail | null;
  readonly structure: Structure;
}

/** Reads a mail. Where it is done, and how long it may take, is up to whoever is given this. */
export type ReadMail = (raw: Uint8Array) => Promise<MailRead>;

/** A mail that cannot be read. */
export const unread: MailRead = { mail: null, structure: { bounce: null, complaint: null, feedback: null } };

/** Parses a mail and reads its structure, here and now. */
export async function readMailHere(raw: Uint8Array): Promise<MailRead> {
  const { mail } = await parseMail(raw);
  if (mail === null) return unread;
  try {
    return { mail, structure: plainTexts(structureOf(mail)) };
  } catch {
    // A fault in a rule must not undo the stop: the mail then counts as unread, and a person reads it (I3, I4).
    return unread;
  }
}
