import type { WebhookProvider } from "../activity/core/webhooks/event.ts";
import { graphValidation } from "../activity/core/webhooks/graph.ts";
import { verifyWebhook, webhooks } from "../activity/core/webhooks/providers.ts";
import { snsCertificateUrl, snsConfirmUrl } from "../activity/core/webhooks/sns.ts";
import type { WebhookRequest, WebhookVerdict } from "../activity/core/webhooks/verdict.ts";
import { providerKinds } from "../activity/providers/contract.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { answerLines, type Line } from "./json-lines.ts";
import { textIn, webhookKeys } from "./webhook-keys.ts";

const options = { jsonl: { type: "boolean" } } as const;
const fills = ["ok", "fault", "replayKey", "at", "answer", "certificateUrl", "confirmUrl", "events", "unchecked"];

/**
 * Checks and reads calls of providers' webhooks: each line of the standard input is one call with what it is to be checked
 * against, and comes back with the verdict and, where the call is believed, its events. Needs no data folder.
 */
export const webhooksCheck: RunCommand = async (host, context) => {
  readFlags(context.args, options);
  return answerLines(host, process.stdin, fills, checked);
};

function checked(line: Line): Line {
  const name = textIn(line, "provider");
  const provider = providerKinds.find((known) => known === name);
  if (provider === undefined)
    throw new RangeError(`\`${name}\` is no provider that is understood: name one of ${providerKinds.join(", ")}`);
  const answer = provider === "ms-graph" ? graphValidation(textIn(line, "validationToken")) : null;
  if (answer !== null) return { ok: true, answer };
  const { request, unchecked } = requestOf(line);
  const keys = webhookKeys(line, request.rawBody);
  const verdict = verifyWebhook(provider, request, keys.of);
  return {
    ...verdict,
    ...addressesOf(provider, request.rawBody, verdict),
    ...(verdict.ok ? { events: webhooks[provider].read(request.rawBody) } : {}),
    unchecked: [...unchecked, ...keys.unchecked],
  };
}

/** The addresses that an SNS call asks us to call: only those that may be. */
function addressesOf(provider: WebhookProvider, rawBody: Uint8Array, verdict: WebhookVerdict): Line {
  if (provider !== "ses-sns") return {};
  return { certificateUrl: snsCertificateUrl(rawBody), confirmUrl: verdict.ok ? snsConfirmUrl(rawBody) : null };
}

/** The call in a line. A line without `now` is an old call: its time is not held against it, and the answer says so. */
function requestOf(line: Line): { readonly request: WebhookRequest; readonly unchecked: readonly string[] } {
  const base64 = textIn(line, "bodyBase64");
  const request = {
    headers: headersOf(line["headers"] ?? {}),
    rawBody: base64 === "" ? Buffer.from(textIn(line, "body")) : Buffer.from(base64, "base64"),
    pathSecret: textIn(line, "pathSecretGiven"),
  };
  const now = secondsIn(line, "now");
  if (now === null) return { request: { ...request, now: 0, windowMs: Number.POSITIVE_INFINITY }, unchecked: ["now"] };
  const window = secondsIn(line, "toleranceSeconds");
  return {
    request: { ...request, now: now * 1_000, ...(window === null ? {} : { windowMs: window * 1_000 }) },
    unchecked: [],
  };
}

function secondsIn(line: Line, field: string): number | null {
  const value = line[field] ?? null;
  if (value === null || typeof value === "number") return value;
  throw new RangeError(`\`${field}\` is no number of seconds`);
}

function headersOf(value: unknown): Readonly<Record<string, string>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  if (!isObject || entries.some(([, text]) => typeof text !== "string"))
    throw new RangeError("`headers` is no object of texts");
  return Object.fromEntries(entries.map(([name, text]) => [name, String(text)]));
}
