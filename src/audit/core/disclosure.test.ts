import fc from "fast-check";
import { expect, test } from "vitest";
import {
  disclosureDigest,
  disclosureSalt,
  disclosureText,
  openDisclosure,
  parseDisclosure,
  sealDisclosure,
} from "./disclosure.ts";

const key = Buffer.alloc(32, 5);

test("a disclosure is digested as RFC 9901 section 4.2.3 has it", () => {
  // The RFC's own example has spaces after its commas; the digest is over the text as given.
  expect(disclosureDigest("WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0")).toBe(
    "uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY",
  );
});

test("a disclosure survives sealing, and opens in no other place, under no other key, with no other byte", () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ noUnicodeString: false }).filter((value) => JSON.stringify(value).isWellFormed()),
      fc.nat(),
      (value, at) => {
        const salt = disclosureSalt(key, "aud_1", "subject");
        const text = disclosureText({ salt, name: "subject", value });
        const sealed = sealDisclosure(key, Buffer.alloc(12, 1), "aud_1|0", text);
        expect(openDisclosure(key, "aud_1|0", sealed)).toBe(text);
        expect(disclosureText(parseDisclosure(text) ?? { salt, name: "", value: null })).toBe(text);
        expect(() => openDisclosure(key, "aud_1|1", sealed)).toThrow();
        expect(() => openDisclosure(Buffer.alloc(32, 6), "aud_1|0", sealed)).toThrow();
        sealed[at % sealed.length] = (sealed[at % sealed.length] ?? 0) ^ 1;
        expect(() => openDisclosure(key, "aud_1|0", sealed)).toThrow();
      },
    ),
  );
});

test("equal values of two records have different digests", () => {
  const digest = (recordId: string): string =>
    disclosureDigest(
      disclosureText({ salt: disclosureSalt(key, recordId, "email"), name: "email", value: "a@example.com" }),
    );
  expect(digest("aud_1")).not.toBe(digest("aud_2"));
});
