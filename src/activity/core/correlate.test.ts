import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { idFromUuid } from "../../kernel/ids.ts";
import { type Clues, candidatesOf, correlate, type KnownMessage } from "./correlate.ts";

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

  test("everybody whom a mail stops is named with the clues that are theirs, strongest first", () => {
    const shared = "desk@buyer.example";
    const messages = [message(1), message(2), message(3, 3, shared)];
    const contacts = [3, 4].map((n) => ({ contactId: message(n).contactId, accountId: null, address: shared }));
    const clues = {
      ...nothing,
      tokenIds: [message(1).messageId],
      referenceIds: ["m1@sales.example", "m2@sales.example"],
      sender: shared,
    };
    const named = candidatesOf(correlate(clues, messages, contacts), clues, messages, contacts);
    expect(new Map(named.map(({ contactId, means }) => [contactId, means]))).toEqual(
      new Map([
        [message(1).contactId, ["token", "references"]],
        [message(2).contactId, ["references"]],
        [message(3).contactId, ["open_thread", "sender"]],
        [message(4).contactId, ["sender"]],
      ]),
    );
  });

  test("nobody is stopped without a clue, and the first clue of the first is the one that decided", () => {
    const some = fc.subarray(known.map(({ messageId }) => messageId));
    const ids = fc.subarray(["m1@sales.example", "m2@sales.example", "m3@sales.example", "gone@else.example"]);
    const sender = fc.constantFrom("p1@buyer.example", "p2@buyer.example", "x@else.example");
    const owners = fc.subarray([1, 2, 3, 4].map((n) => ({ contactId: message(n).contactId, accountId: null })));
    fc.assert(
      fc.property(some, ids, sender, owners, (tokenIds, referenceIds, from, owned) => {
        const clues = { ...nothing, tokenIds, referenceIds, sender: from };
        const contacts = owned.map((one) => ({ ...one, address: from }));
        const correlation = correlate(clues, known, contacts);
        const named = candidatesOf(correlation, clues, known, contacts);
        expect(named.map(({ contactId }) => contactId)).toEqual([...correlation.contactIds, ...correlation.alsoFrom]);
        for (const { means } of named) expect(means).not.toEqual([]);
        if (correlation.message !== null) expect(named[0]?.means[0]).toBe(correlation.means);
      }),
    );
  });
});
