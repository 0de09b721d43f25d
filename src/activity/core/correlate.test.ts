import { describe, expect, test } from "vitest";
import { idFromUuid } from "../../kernel/ids.ts";
import { type Clues, correlate, type KnownMessage } from "./correlate.ts";

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

function message(n: number, contact = n, address = `p${contact}@buyer.example`): KnownMessage {
  return {
    messageId: idFromUuid("msg", id(n)),
    rfc822Id: `m${n}@sales.example`,
    actionId: idFromUuid("act", id(n)),
    contactId: idFromUuid("con", id(contact)),
    accountId: null,
    address,
    sentText: "",
  };
}

const nothing: Clues = {
  tokenIds: [],
  envelopeMessageId: null,
  returnedRfc822Id: null,
  referenceIds: [],
  returnedMessageId: null,
  sender: "x@else.example",
};
const known = [message(1), message(2), message(3)];

describe("correlation", () => {
  test("a token beats everything and is the only clue that is trusted", () => {
    const clues = {
      ...nothing,
      tokenIds: [message(1).messageId],
      returnedRfc822Id: "m2@sales.example",
      sender: "p3@buyer.example",
    };
    expect(correlate(clues, known, [])).toMatchObject({
      means: "token",
      isTrusted: true,
      contactIds: [message(1).contactId],
    });
  });

  test.each([
    ["envelope_id", { envelopeMessageId: message(2).messageId }],
    ["returned_message_id", { returnedRfc822Id: "<m2@sales.example>" }],
    ["references", { referenceIds: ["gone@else.example", "m2@sales.example"] }],
    ["returned_header", { returnedMessageId: message(2).messageId }],
    ["open_thread", { sender: "p2@buyer.example" }],
  ] as const)("%s finds the message, untrusted", (means, clue) => {
    expect(correlate({ ...nothing, ...clue }, known, [])).toMatchObject({
      means,
      isTrusted: false,
      contactIds: [message(2).contactId],
    });
  });

  test("a mail that names messages of several contacts belongs to the first, and stops all of them", () => {
    const clues = { ...nothing, referenceIds: ["m2@sales.example", "gone@else.example", "m3@sales.example"] };
    expect(correlate({ ...clues, sender: "p1@buyer.example" }, known, [])).toMatchObject({
      means: "references",
      contactIds: [message(2).contactId],
      alsoFrom: [message(1).contactId, message(3).contactId],
    });
  });

  test("one address of two contacts is ambiguous: both are named", () => {
    const shared = [message(1, 1, "info@buyer.example"), message(2, 2, "info@buyer.example")];
    expect(correlate({ ...nothing, sender: "info@buyer.example" }, shared, [])).toMatchObject({
      means: "sender",
      message: null,
      contactIds: [message(1).contactId, message(2).contactId],
    });
  });

  test("one answer to two of our mails stops both of those whom we wrote to", () => {
    const tokenIds = [message(1).messageId, message(3).messageId];
    expect(correlate({ ...nothing, tokenIds, sender: "p1@buyer.example" }, known, [])).toMatchObject({
      means: "token",
      contactIds: [message(1).contactId],
      alsoFrom: [message(3).contactId],
    });
  });

  test("a known sender without a thread still stops that contact; a stranger stops nobody", () => {
    const contact = { contactId: message(9).contactId, accountId: null, address: "P9@buyer.example" };
    expect(correlate({ ...nothing, sender: "p9@buyer.example" }, [], [contact])).toMatchObject({
      means: "sender",
      contactIds: [contact.contactId],
    });
    expect(correlate(nothing, [], [])).toMatchObject({ means: "none", contactIds: [] });
  });
});
