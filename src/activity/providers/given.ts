import type { InputOf } from "../../kernel/operation.ts";
import { type Fault, problem } from "../../kernel/problem.ts";
import type { WebhookProvider } from "../core/webhooks/event.ts";
import { publicKeyFrom } from "../core/webhooks/secrets.ts";
import type { createProvider } from "./contract.ts";

type Given = InputOf<typeof createProvider>;
type Field = "secret" | "topicArn" | "mailboxId" | "audience" | "serviceAccount";

const fields: readonly Field[] = ["secret", "topicArn", "mailboxId", "audience", "serviceAccount"];

/**
 * What each kind of provider is checked with, and what it may be given later: some show their key once they know the address.
 * Until then their calls are told to come again.
 */
const wants: Readonly<Record<WebhookProvider, { readonly must: readonly Field[]; readonly may: readonly Field[] }>> = {
  "ses-sns": { must: ["topicArn"], may: [] },
  postmark: { must: [], may: ["secret"] },
  sendgrid: { must: [], may: ["secret"] },
  mailgun: { must: ["secret"], may: [] },
  resend: { must: [], may: ["secret"] },
  "gmail-pubsub": { must: ["mailboxId", "audience", "serviceAccount"], may: [] },
  "ms-graph": { must: ["mailboxId", "secret"], may: [] },
};

/** Throws where a provider is given too little to be checked with, or what it has no use for. */
export function mustBeCheckable(given: Given): void {
  const { must, may } = wants[given.kind];
  const errors = fields.flatMap((field): readonly Fault[] => {
    const isGiven = given[field] !== undefined;
    if (!isGiven && must.includes(field))
      return [{ path: `/${field}`, message: `expected with the kind \`${given.kind}\`` }];
    if (isGiven && !must.includes(field) && !may.includes(field))
      return [{ path: `/${field}`, message: `has no use with the kind \`${given.kind}\`: leave it out` }];
    return [];
  });
  if (errors.length > 0)
    throw problem("invalid_input", `a provider of the kind \`${given.kind}\` needs other fields`, { errors });
  if (given.secret !== undefined) mustBeSecretOf(given.kind, given.secret);
}

/** Throws where a secret cannot be one of this kind of provider; a wrong paste would refuse every call. */
export function mustBeSecretOf(kind: WebhookProvider, secret: string): void {
  const says = faultOf(kind, secret);
  if (says !== null)
    throw problem("invalid_input", `the secret does not fit \`${kind}\``, {
      errors: [{ path: "/secret", message: says }],
    });
}

function faultOf(kind: WebhookProvider, secret: string): string | null {
  switch (kind) {
    case "sendgrid":
      return publicKeyFrom(secret)?.asymmetricKeyDetails?.namedCurve === "prime256v1"
        ? null
        : "expected the verification key of the signed event webhook, base64 or PEM";
    case "resend":
      return /^whsec_[\w+/-]{16,}={0,2}$/.test(secret) ? null : "expected a secret that begins with `whsec_`";
    case "postmark":
      return /^[^:\s]+:\S+$/.test(secret) ? null : "expected `user:password`";
    case "ses-sns":
    case "gmail-pubsub":
      return `has no use with the kind \`${kind}\``;
    case "mailgun":
    case "ms-graph":
      return /^[\x21-\x7e]+$/.test(secret) ? null : "expected no spaces";
    default:
      return kind satisfies never;
  }
}
