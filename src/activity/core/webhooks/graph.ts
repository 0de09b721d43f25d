import { eventIdOf, type MailboxNotice } from "./event.ts";
import { fieldOf, instantOfIso, objectOf, objectOrNull, objectsOf, type Payload, textAt } from "./payload.ts";
import { isOneOf } from "./secrets.ts";
import { believed, refused, replayKeyOf, type WebhookRequest, type WebhookVerdict } from "./verdict.ts";

/** What a call of Microsoft Graph is checked against: the secrets that we gave to our subscriptions. */
export interface GraphKeys {
  readonly clientStates: readonly string[];
}

/** What each event in the life of a subscription asks of us. */
const lifecycleKinds: ReadonlyMap<string, MailboxNotice["kind"]> = new Map<string, MailboxNotice["kind"]>([
  ["reauthorizationRequired", "subscription_expiring"],
  ["subscriptionRemoved", "subscription_removed"],
  ["missed", "notices_missed"],
]);

const validationMaxChars = 2_048;

/**
 * The answer to the call that makes a subscription: the token of its query, decoded once, as plain text. Null where the call
 * has none, or one that nobody has to echo. Anybody can make this call: serve it as `text/plain` and nothing else.
 */
export function graphValidation(
  validationToken: string | undefined,
): { readonly status: 200; readonly contentType: "text/plain"; readonly body: string } | null {
  const isUsable =
    validationToken !== undefined && validationToken !== "" && validationToken.length <= validationMaxChars;
  return isUsable ? { status: 200, contentType: "text/plain", body: validationToken } : null;
}

/** Whether every item of a call carries the secret of a subscription of ours. One that does not spoils the whole call. */
export function verifyGraph(request: WebhookRequest, keys: GraphKeys): WebhookVerdict {
  const items = itemsOrNull(request.rawBody);
  if (items === null || items.length === 0) return refused("malformed");
  if (keys.clientStates.every((state) => state === "")) return refused("no_key");
  const states = items.map((item) => fieldOf(item, "clientState"));
  if (states.some((state) => typeof state !== "string" || state === "")) return refused("no_signature");
  const areOurs = states.map((state) => isOneOf(String(state), keys.clientStates));
  return areOurs.includes(false)
    ? refused("wrong_signature")
    : believed(request, request.now, replayKeyOf("graph", request.rawBody));
}

/** The notices in a call of Microsoft Graph. */
export function readGraph(rawBody: Uint8Array): readonly MailboxNotice[] {
  return objectsOf(fieldOf(objectOf(rawBody), "value"), "`value`").map((item) => {
    const lifecycle = textAt(item, "lifecycleEvent");
    const changeType = textAt(item, "changeType");
    const kind = lifecycle === "" ? "mailbox_changed" : (lifecycleKinds.get(lifecycle) ?? "ignored");
    return {
      kind,
      provider: "ms-graph",
      name: (lifecycle || changeType || "change").slice(0, nameMaxChars),
      eventId: eventIdOf(textAt(item, "id"), item),
      at: instantOfIso(textAt(item, "eventTime")),
      mailbox: null,
      subscription: textAt(item, "subscriptionId") || null,
      cursor: textAt(item, "resource") || null,
    };
  });
}

const nameMaxChars = 200;

function itemsOrNull(rawBody: Uint8Array): readonly Payload[] | null {
  const body = objectOrNull(rawBody);
  try {
    return body === null ? null : objectsOf(fieldOf(body, "value"), "`value`");
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
