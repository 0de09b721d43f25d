import { isId } from "../../../kernel/ids.ts";
import { type ActivityKind, activityKinds, type Permanence, replyKinds } from "../../contract.ts";
import { addressOf } from "../webhooks/event.ts";
import { fieldOf, instantOfIso, objectAt, type Payload, textAt } from "../webhooks/payload.ts";
import { ownKinds } from "./cloud-event.ts";
import type { Shaped } from "./shape.ts";

const fields = ["kind", "occurredAt", "sourceKey", "contactId", "address", "reply", "permanence", "data"] as const;
const permanences: readonly Permanence[] = ["permanent", "temporary", "uncertain"];
const keyMaxChars = 500;

/** An event in our own words. Every fault is named: who writes for us can mend it. */
export function fromFairlead(event: Payload): Shaped {
  const extra = Object.keys(event).find((name) => !fields.some((known) => known === name));
  if (extra !== undefined) throw new RangeError(`\`${extra.slice(0, 100)}\` is no field of an event`);
  const kind = kindIn(event);
  const time = textAt(event, "occurredAt");
  const occurredAt = instantOfIso(time);
  if (occurredAt === null) throw new RangeError(`\`occurredAt\` is \`${time}\`, which is no time with a zone`);
  const sourceKey = textAt(event, "sourceKey");
  if (sourceKey === "" || sourceKey.length > keyMaxChars)
    throw new RangeError(`\`sourceKey\` names the event at its source, in 1 to ${keyMaxChars} characters`);
  const contact = textAt(event, "contactId");
  if (contact !== "" && !isId("con", contact)) throw new RangeError(`\`contactId\` is \`${contact}\`, which is no id`);
  const address = textAt(event, "address");
  if (address !== "" && addressOf(address) === null) throw new RangeError(`\`address\` is \`${address}\`, no address`);
  const permanence = oneOf(event, "permanence", permanences);
  return {
    kind,
    occurredAt,
    sourceKey: `fairlead ${sourceKey}`,
    address: addressOf(address),
    ids: { event: null, message: null, contact: contact || null, sequence: null },
    reply: oneOf(event, "reply", replyKinds),
    bounce: kind === "email_bounced" ? { permanence: permanence ?? "uncertain", reason: "undefined" } : null,
    data: objectAt(event, "data"),
  };
}

function kindIn(event: Payload): ActivityKind {
  const name = textAt(event, "kind");
  const kind = activityKinds.find((known) => known === name);
  if (kind === undefined) throw new RangeError(`\`${name.slice(0, 100)}\` is no kind of activity`);
  if (ownKinds.has(kind)) throw new RangeError(`\`${kind}\` is told by our own sending and reading alone`);
  return kind;
}

function oneOf<T extends string>(event: Payload, name: string, known: readonly T[]): T | null {
  const value = fieldOf(event, name);
  if (value === undefined || value === null) return null;
  const found = known.find((one) => one === value);
  if (found === undefined) throw new RangeError(`\`${name}\` is none of ${known.join(", ")}`);
  return found;
}
