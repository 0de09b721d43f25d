import { encodeToken, replyAddress, type TokenSubject } from "../../activity/core/verp.ts";

/** The vault purpose of the key that signs bounce, reply and unsubscribe tokens. */
export const tokenKeyPurpose = "mail-token";

/** The one-click link of one message (RFC 8058): GET shows a page, only POST acts. */
export function unsubscribeUrl(subject: TokenSubject, key: Uint8Array, publicUrl: string): string {
  return `${publicUrl.replace(/\/$/, "")}/u/${encodeToken(subject, "unsubscribe", key)}`;
}

/** Where a mail client sends an unsubscribe mail (RFC 2369); the token names the message, the subject says what is wanted. */
export function unsubscribeMailto(subject: TokenSubject, key: Uint8Array, domain: string): string {
  return `mailto:${replyAddress(subject, key, `u@${domain}`)}?subject=unsubscribe`;
}
