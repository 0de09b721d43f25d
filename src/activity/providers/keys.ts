import type { Id } from "../../kernel/ids.ts";
import type { GmailKeys } from "../core/webhooks/gmail.ts";
import type { GraphKeys } from "../core/webhooks/graph.ts";
import type { MailgunKeys } from "../core/webhooks/mailgun.ts";
import { isPayload, jsonOfText } from "../core/webhooks/payload.ts";
import type { PostmarkKeys } from "../core/webhooks/postmark.ts";
import type { ResendKeys } from "../core/webhooks/resend.ts";
import type { SendgridKeys } from "../core/webhooks/sendgrid.ts";
import { type SnsKeys, snsCertificateUrl } from "../core/webhooks/sns.ts";
import type { ProviderRow } from "../store/providers.ts";
import { type ProviderDeps, providerSecretPurpose } from "./deps.ts";

/** One set that serves each provider: their fields have different names. */
export type AnyKeys = SnsKeys & PostmarkKeys & SendgridKeys & MailgunKeys & ResendKeys & GmailKeys & GraphKeys;

/** Where Google publishes the keys of its tokens. */
const googleKeysUrl = "https://www.googleapis.com/oauth2/v3/certs";

/** What a call is checked against: our secrets opened, and what the provider publishes fetched. */
export async function keysFor(
  deps: ProviderDeps,
  workspaceId: Id<"wsp">,
  row: ProviderRow,
  call: { readonly address: string; readonly rawBody: Uint8Array },
): Promise<AnyKeys> {
  const secrets = secretsOf(deps, workspaceId, row);
  const certificateUrl = row.kind === "ses-sns" ? snsCertificateUrl(call.rawBody) : null;
  return {
    topicArns: row.topic_arn === null ? [] : [row.topic_arn],
    certificatePem: certificateUrl === null ? null : await deps.fetched.textAt(certificateUrl),
    basicAuth: secrets,
    // The call reached us by its address, which is a secret of its own.
    pathSecrets: [call.address],
    publicKeys: secrets,
    signingKeys: secrets,
    secrets,
    clientStates: secrets,
    jwks: row.kind === "gmail-pubsub" ? await googleKeys(deps, false) : { keys: [] },
    audience: row.audience ?? "",
    serviceAccount: row.service_account ?? "",
  };
}

/** The keys of Google's tokens. `isOld` where a token names one that is not among those that are remembered. */
export async function googleKeys(deps: Pick<ProviderDeps, "fetched">, isOld: boolean): Promise<AnyKeys["jwks"]> {
  const text = await deps.fetched.textAt(googleKeysUrl, isOld);
  const set = text === null ? null : setOf(text);
  const keys = isPayload(set) ? set["keys"] : null;
  return { keys: Array.isArray(keys) ? keys.filter(isPayload) : [] };
}

function setOf(text: string): unknown {
  try {
    return jsonOfText(text, "the set of keys");
  } catch (error) {
    // Something else than keys is no keys: the call is tried again.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function secretsOf(deps: ProviderDeps, workspaceId: Id<"wsp">, row: ProviderRow): readonly string[] {
  const isFormerGood = row.former_until !== null && row.former_until > deps.env.wall();
  const kept = [row.secret_sealed, isFormerGood ? row.former_sealed : null];
  return kept.flatMap((one) =>
    one === null ? [] : [deps.vault.openFor(workspaceId, providerSecretPurpose, one).toString("utf8")],
  );
}
