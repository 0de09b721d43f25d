import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { idFromUuid } from "../../kernel/ids.ts";
import {
  bounceAddress,
  decodeToken,
  encodeToken,
  replyAddress,
  type TokenPurpose,
  tokensIn,
  workspaceTag,
} from "./verp.ts";

const uuid = fc.uuid();
const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
const purposes: readonly TokenPurpose[] = ["bounce", "reply", "unsubscribe"];

function subjectFrom(workspace: string, message: string) {
  return { workspaceId: idFromUuid("wsp", workspace), messageId: idFromUuid("msg", message) };
}

describe("tokens", () => {
  test("a token names its message again, in any case, for its purpose and key only", () => {
    fc.assert(
      fc.property(uuid, uuid, key, key, fc.constantFrom(...purposes), (workspace, message, own, other, purpose) => {
        const subject = subjectFrom(workspace, message);
        const token = encodeToken(subject, purpose, own);
        const keys = [{ workspaceId: subject.workspaceId, key: own }];
        expect(decodeToken(token, purpose, keys)).toEqual(subject);
        expect(decodeToken(token.toUpperCase(), purpose, keys)).toEqual(subject);
        for (const wrong of purposes) if (wrong !== purpose) expect(decodeToken(token, wrong, keys)).toBeNull();
        fc.pre(!Buffer.from(own).equals(Buffer.from(other)));
        expect(decodeToken(token, purpose, [{ workspaceId: subject.workspaceId, key: other }])).toBeNull();
      }),
    );
  });

  test("a token with any character changed is worthless", () => {
    fc.assert(
      fc.property(
        uuid,
        uuid,
        key,
        fc.nat(),
        fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz234567"),
        (workspace, message, own, at, letter) => {
          const subject = subjectFrom(workspace, message);
          const token = encodeToken(subject, "bounce", own);
          const place = at % token.length;
          fc.pre(token[place] !== letter);
          const forged = token.slice(0, place) + letter + token.slice(place + 1);
          expect(decodeToken(forged, "bounce", [{ workspaceId: subject.workspaceId, key: own }])).toBeNull();
        },
      ),
    );
  });

  test("local parts fit into 64 octets, and a mailbox too long for a token keeps its own address", () => {
    fc.assert(
      fc.property(uuid, uuid, key, fc.stringMatching(/^[a-z]{1,40}$/), (workspace, message, own, local) => {
        const subject = subjectFrom(workspace, message);
        const addresses = [
          bounceAddress(subject, own, "sales.example"),
          replyAddress(subject, own, `${local}@sales.example`),
        ];
        for (const address of addresses) expect(address.indexOf("@")).toBeLessThanOrEqual(64);
        const found = tokensIn(addresses);
        expect(found[0]).toMatchObject({ purpose: "bounce", workspaceTag: workspaceTag(subject.workspaceId) });
        expect(found.length === 2 || addresses[1] === `${local}@sales.example`).toBe(true);
      }),
    );
  });

  test("ordinary plus addresses are no tokens", () => {
    expect(tokensIn(["dana+newsletter@sales.example", "dana@sales.example", "", "b+@x.example"])).toEqual([]);
  });
});
