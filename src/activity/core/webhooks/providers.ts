import { limits } from "../../../kernel/limits.ts";
import type { MailboxNotice, ProviderEvent, WebhookProvider } from "./event.ts";
import { type GmailKeys, readGmail, verifyGmail } from "./gmail.ts";
import { type GraphKeys, readGraph, verifyGraph } from "./graph.ts";
import { type MailgunKeys, readMailgun, verifyMailgun } from "./mailgun.ts";
import { type PostmarkKeys, readPostmark, verifyPostmark } from "./postmark.ts";
import { type ResendKeys, readResend, verifyResend } from "./resend.ts";
import { readSendgrid, type SendgridKeys, verifySendgrid } from "./sendgrid.ts";
import { readSes } from "./ses.ts";
import { type SnsKeys, verifySns } from "./sns.ts";
import { refused, type WebhookRequest, type WebhookVerdict } from "./verdict.ts";

/** What a call is checked against, by provider. */
export interface WebhookKeys {
  readonly "ses-sns": SnsKeys;
  readonly postmark: PostmarkKeys;
  readonly sendgrid: SendgridKeys;
  readonly mailgun: MailgunKeys;
  readonly resend: ResendKeys;
  readonly "gmail-pubsub": GmailKeys;
  readonly "ms-graph": GraphKeys;
}

/** How the calls of one provider are checked and read. */
export interface Webhook<P extends WebhookProvider> {
  /** Whether the proof covers the body. Where it does not, what is read must agree with our own records before it counts. */
  readonly coversBody: boolean;
  /** Whether every try is signed anew, with its own time. Where it is not, a call may come days after its signature. */
  readonly signsEachTry: boolean;
  verify(request: WebhookRequest, keys: WebhookKeys[P]): WebhookVerdict;
  /** Throws a `RangeError` where the body is not what the provider sends; an unknown event is `ignored`, never a throw. */
  read(rawBody: Uint8Array): readonly (ProviderEvent | MailboxNotice)[];
}

/** Every provider whose webhooks are understood. */
export const webhooks: { readonly [P in WebhookProvider]: Webhook<P> } = {
  "ses-sns": { coversBody: true, signsEachTry: false, verify: verifySns, read: readSes },
  postmark: { coversBody: false, signsEachTry: true, verify: verifyPostmark, read: readPostmark },
  sendgrid: { coversBody: true, signsEachTry: false, verify: verifySendgrid, read: readSendgrid },
  mailgun: { coversBody: false, signsEachTry: false, verify: verifyMailgun, read: readMailgun },
  resend: { coversBody: true, signsEachTry: true, verify: verifyResend, read: readResend },
  "gmail-pubsub": { coversBody: false, signsEachTry: true, verify: verifyGmail, read: readGmail },
  "ms-graph": { coversBody: false, signsEachTry: true, verify: verifyGraph, read: readGraph },
};

/** Whether a call is the provider's. Nothing of a call that is refused may be read. */
export function verifyWebhook<P extends WebhookProvider>(
  provider: P,
  request: WebhookRequest,
  keys: WebhookKeys[P],
): WebhookVerdict {
  if (request.rawBody.byteLength > limits.webhookBodyMaxBytes) return refused("too_large");
  const webhook: Webhook<P> = webhooks[provider];
  return webhook.verify(request, keys);
}
