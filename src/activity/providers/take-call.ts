import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import { plainTexts } from "../core/plain-text.ts";
import { type CallAddress, readCallAddress } from "../core/webhooks/call-address.ts";
import { eventIdOf, type MailboxNotice, type ProviderEvent, type WebhookProvider } from "../core/webhooks/event.ts";
import { graphValidation } from "../core/webhooks/graph.ts";
import { verifyWebhook, webhooks } from "../core/webhooks/providers.ts";
import { snsConfirmUrl } from "../core/webhooks/sns.ts";
import { replayKeyOf, type WebhookFault, type WebhookRequest, type WebhookVerdict } from "../core/webhooks/verdict.ts";
import * as store from "../store/providers.ts";
import { addressKey, type ProviderDeps } from "./deps.ts";
import { googleKeys, keysFor } from "./keys.ts";
import { recordTold, type Taken } from "./record-told.ts";
import { scheduleSweep } from "./sweep.ts";

/** A call of a provider as it came in. */
export interface ProviderCall {
  /** The last part of the path. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
  /** From the query, where Graph asks whether somebody listens. */
  readonly validationToken?: string | undefined;
  /** Throws where this provider calls too often; asked only for an address that is ours. */
  readonly admit: (providerId: Id<"esp">) => void;
}

/** What came of a call. */
export type CallAnswer =
  /** The address leads to nobody: it was made up, or replaced. */
  | { readonly outcome: "unknown" }
  | { readonly outcome: "paused"; readonly kind: WebhookProvider }
  | { readonly outcome: "echoed"; readonly kind: WebhookProvider; readonly body: string }
  | { readonly outcome: "refused"; readonly kind: WebhookProvider; readonly fault: WebhookFault }
  /** What the proof is checked with cannot be had now: the fault is ours, or the way's. */
  | { readonly outcome: "unavailable"; readonly kind: WebhookProvider }
  | { readonly outcome: "replayed"; readonly kind: WebhookProvider }
  | ({ readonly outcome: "taken"; readonly kind: WebhookProvider; readonly workspaceId: Id<"wsp"> } & Taken);

/**
 * Takes one call: believed by its proof alone, recorded once with its events and reactions in one transaction. Only then is
 * there an answer, so that a call whose answer is lost comes again and changes nothing.
 */
export async function takeCall(deps: ProviderDeps, call: ProviderCall): Promise<CallAnswer> {
  const address = readCallAddress(call.address, addressKey(deps));
  const row = address === null ? null : await deps.db.read(address.workspaceId, (tx) => providerAt(tx, address));
  if (address === null || row === null) return { outcome: "unknown" };
  call.admit(address.providerId);
  const { kind } = row;
  if (row.state === "paused") return { outcome: "paused", kind };
  const echo = kind === "ms-graph" ? graphValidation(call.validationToken) : null;
  if (echo !== null) return { outcome: "echoed", kind, body: echo.body };
  const verdict = await verdictOn(deps, address.workspaceId, row, call);
  if (!verdict.ok) {
    return verdict.fault === "no_key"
      ? { outcome: "unavailable", kind }
      : { outcome: "refused", kind, fault: verdict.fault };
  }
  return takeBelieved(deps, address.workspaceId, row, call, verdict.replayKey);
}

async function providerAt(
  tx: Parameters<typeof store.providerById>[0],
  { providerId, version }: CallAddress,
): Promise<store.ProviderRow | null> {
  const row = await store.providerById(tx, providerId);
  return row?.address_version === version ? row : null;
}

async function verdictOn(
  deps: ProviderDeps,
  workspaceId: Id<"wsp">,
  row: store.ProviderRow,
  call: ProviderCall,
): Promise<WebhookVerdict> {
  if (call.rawBody.byteLength > limits.webhookBodyMaxBytes) return { ok: false, fault: "too_large" };
  const { headers, rawBody } = call;
  const request: WebhookRequest = {
    headers,
    rawBody,
    now: deps.env.wall(),
    pathSecret: call.address,
    ...(webhooks[row.kind].signsEachTry ? {} : { lateMs: limits.providerCallLateMs }),
  };
  const keys = await keysFor(deps, workspaceId, row, call);
  const verdict = verifyWebhook(row.kind, request, keys);
  if (row.kind !== "gmail-pubsub" || verdict.ok || verdict.fault !== "no_key") return verdict;
  // Google changes its keys now and then: a token may be signed with one that is newer than what we remember.
  return verifyWebhook(row.kind, request, { ...keys, jwks: await googleKeys(deps, true) });
}

async function takeBelieved(
  deps: ProviderDeps,
  workspaceId: Id<"wsp">,
  row: store.ProviderRow,
  call: ProviderCall,
  replayKey: string,
): Promise<CallAnswer> {
  const { kind } = row;
  const confirmUrl = kind === "ses-sns" ? snsConfirmUrl(call.rawBody) : null;
  if (confirmUrl !== null) {
    if (await deps.db.read(workspaceId, (tx) => store.hasCall(tx, row.id, replayKey)))
      return { outcome: "replayed", kind };
    const answer = await deps.getText(confirmUrl);
    if (answer.kind !== "answered" || answer.status !== 200) return { outcome: "unavailable", kind };
  }
  const told = toldIn(kind, call.rawBody);
  const at = deps.env.wall();
  const taken = await deps.db.write(workspaceId, async (tx) => {
    if (!(await store.insertCall(tx, row.id, replayKey, at))) return null;
    if (confirmUrl !== null) await store.noteConfirmed(tx, row.id, at);
    for (const notice of told.notices) {
      const says = noticeText(notice);
      if (says !== null) await store.noteNotice(tx, row.id, says, at);
    }
    await scheduleSweep(deps, tx);
    const provider = { id: idFromUuid("esp", row.id), kind, coversBody: webhooks[kind].coversBody };
    return recordTold(deps, tx, provider, told.events, at);
  });
  const mailboxId = idOrNull("mbx", row.mailbox_id);
  // Also for a repetition: the notice before it may have been lost on its way to the reader.
  if (mailboxId !== null && told.notices.some((notice) => notice.kind !== "ignored")) deps.readNow(mailboxId);
  return taken === null ? { outcome: "replayed", kind } : { outcome: "taken", kind, workspaceId, ...taken };
}

interface ToldThings {
  readonly events: readonly ProviderEvent[];
  readonly notices: readonly MailboxNotice[];
}

/** What a believed call says. One that its provider's reader does not understand is kept as one event that fits nothing. */
function toldIn(kind: WebhookProvider, rawBody: Uint8Array): ToldThings {
  try {
    const read = plainTexts(webhooks[kind].read(rawBody));
    return {
      events: read.filter((one): one is ProviderEvent => "ids" in one),
      notices: read.filter((one): one is MailboxNotice => !("ids" in one)),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { events: [unreadable(kind, rawBody)], notices: [] };
  }
}

function unreadable(provider: WebhookProvider, rawBody: Uint8Array): ProviderEvent {
  return {
    kind: "ignored",
    provider,
    name: "unreadable",
    eventId: eventIdOf(replayKeyOf(rawBody), null),
    at: null,
    address: null,
    ids: { provider: null, rfc822: null, fairlead: null },
    status: "",
    reply: "",
    diagnostic: "",
    stated: null,
    verdict: null,
  };
}

/** What a person has to do about a subscription, where the provider says that it ends. */
function noticeText(notice: MailboxNotice): string | null {
  switch (notice.kind) {
    case "subscription_expiring":
      return "the subscription ends soon: renew it at the provider";
    case "subscription_removed":
      return "the subscription was removed: make it anew at the provider";
    case "notices_missed":
      return "the provider could not deliver some notices; the mailbox is read all the same";
    case "mailbox_changed":
    case "ignored":
      return null;
    default:
      return notice.kind satisfies never;
  }
}
