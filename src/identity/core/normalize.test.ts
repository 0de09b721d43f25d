import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { companyNameKey } from "./company-name.ts";
import { countryCode } from "./country.ts";
import { emailMatchKey, parseEmail } from "./email.ts";
import { emailClassOf } from "./email-class.ts";
import { companyDomain, registrableDomain } from "./host.ts";
import { linkedinSlug } from "./linkedin.ts";
import { parsePersonName } from "./person-name.ts";
import { personaOf } from "./persona.ts";
import { isMangledPhone, phoneE164 } from "./phone.ts";
import { fold, squish } from "./text.ts";
import { timeZoneCandidates } from "./time-zones.ts";
import { credentials, generations, particles, prefixes, shortCredentials, titles } from "./words/name-words.ts";

const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ maxLength: 60 }),
);
const mail = fc
  .tuple(
    fc.stringMatching(/^[a-zA-Z0-9._+-]{1,20}$/),
    fc.constantFrom("gmail.com", "Acme.COM", "yandex.com", "proton.me", "yahoo.co.uk", "user.fastmail.com", "me.com"),
  )
  .map(([local, host]) => `${local}@${host}`);
const company = fc
  .array(
    fc.constantFrom(
      "Acme",
      "The",
      "&",
      "and",
      "Müller",
      "GmbH",
      "Co.",
      "KG",
      "S.p.A.",
      "Ltd",
      "株式会社",
      "ООО",
      "«",
      "(UK)",
    ),
    { maxLength: 5 },
  )
  .map((words) => words.join(" "));
const nameColumn = fc
  .array(
    fc.constantFrom(
      "Jan",
      "k",
      "de",
      "van",
      "der",
      "Mac",
      "O'",
      "Dr.",
      "Prof",
      "Jr",
      "III",
      "MBA",
      "MA",
      "(Bo)",
      ",",
      "0",
      "Ná",
    ),
    { maxLength: 6 },
  )
  .map((words) => words.join(" "));
const isAroundNames = (word: string): boolean =>
  [titles, credentials, shortCredentials, generations, particles, prefixes].some((words) => words.has(word));
const runs = { numRuns: 1_500 };

describe("normalising twice is normalising once", () => {
  test("text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(squish(squish(text))).toBe(squish(text));
      }),
      runs,
    );
  });

  test("e-mail: what is sent to stays what it is, the match key is its own match key", () => {
    fc.assert(
      fc.property(fc.oneof(mail, anyText), (input) => {
        const read = parseEmail(input);
        if (read === null) return;
        expect(parseEmail(read.send)).toEqual(read);
        expect(parseEmail(read.matchKey)?.matchKey).toBe(read.matchKey);
      }),
      runs,
    );
  });

  test("domain", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.domain(), anyText), (input) => {
        const [domain, ofCompany] = [registrableDomain(input), companyDomain(input)];
        if (domain !== null) expect(registrableDomain(domain)).toBe(domain);
        if (ofCompany !== null) expect(companyDomain(ofCompany)).toBe(ofCompany);
      }),
      runs,
    );
  });

  test("a person's name", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, nameColumn), fc.oneof(anyText, nameColumn), (first, last) => {
        const { given, family } = parsePersonName({ first, last });
        // A folded name may look like a blank cell (`Ná` becomes `na`), and a name of nothing but titles is kept as one.
        fc.pre(squish(given) !== "" && squish(family) !== "");
        fc.pre(`${given} ${family}`.split(" ").every((word) => !isAroundNames(word)));
        expect(parsePersonName({ first: given, last: family })).toMatchObject({ given, family });
      }),
      runs,
    );
  });

  test("LinkedIn slug and phone number", () => {
    fc.assert(
      fc.property(anyText, fc.stringMatching(/^\+?[0-9 ()-]{5,18}$/), (text, digits) => {
        const slug = linkedinSlug(`https://www.linkedin.com/in/${text}`);
        if (slug !== null) expect(linkedinSlug(`https://www.linkedin.com/in/${encodeURIComponent(slug)}`)).toBe(slug);
        const number = phoneE164(digits, "DE");
        if (number !== null) expect(phoneE164(number, null)).toBe(number);
      }),
      runs,
    );
  });
});

test("case, space around and invisible letters change no key", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        mail,
        company,
        fc.webUrl(),
        anyText.map((text) => fold(text)),
      ),
      (input) => {
        const dressed = ` \u200b${input.toLowerCase()}\ufeff\t`;
        expect(emailMatchKey(dressed)).toBe(emailMatchKey(input.toLowerCase()));
        expect(registrableDomain(dressed)).toBe(registrableDomain(input.toLowerCase()));
        expect(companyNameKey(dressed)).toBe(companyNameKey(input.toLowerCase()));
      },
    ),
    runs,
  );
});

test("no text whatever makes a normaliser throw", () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom("US", "DE", "", "XX", null), (text, region) => {
      for (const run of [parseEmail, emailClassOf, registrableDomain, companyDomain, companyNameKey, linkedinSlug])
        expect(() => run(text)).not.toThrow();
      for (const run of [countryCode, isMangledPhone, personaOf, fold, squish]) expect(() => run(text)).not.toThrow();
      expect(() => phoneE164(text, region)).not.toThrow();
      expect(() => parsePersonName({ first: text, last: text, full: text })).not.toThrow();
      expect(() => timeZoneCandidates({ country: text, state: text, phone: text })).not.toThrow();
    }),
    runs,
  );
});
