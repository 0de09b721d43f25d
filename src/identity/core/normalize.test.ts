import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { companyNameKey } from "./company-name.ts";
import { countryCode } from "./country.ts";
import { parseEmail } from "./email.ts";
import { emailClassOf } from "./email-class.ts";
import { companyDomain, registrableDomain } from "./host.ts";
import { linkedinSlug } from "./linkedin.ts";
import { personaOf } from "./persona.ts";
import { isMangledPhone, phoneE164 } from "./phone.ts";
import { relationOf } from "./relation.ts";
import { fold, squish } from "./text.ts";
import { timeZonesOf } from "./time-zones.ts";

describe("normalising twice is normalising once", () => {
  const anyText = fc.oneof(fc.string({ unit: "grapheme", maxLength: 60 }), fc.string({ maxLength: 60 }));
  const mail = fc
    .tuple(
      fc.stringMatching(/^[a-zA-Z0-9._+-]{1,20}$/),
      fc.constantFrom("gmail.com", "Acme.COM", "yandex.com", "proton.me", "yahoo.co.uk", "user.fastmail.com"),
    )
    .map(([local, host]) => `${local}@${host}`);

  test("text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(squish(squish(text))).toBe(squish(text));
      }),
    );
  });

  test("e-mail: what is sent to stays what it is, the match key is its own match key", () => {
    fc.assert(
      fc.property(fc.oneof(mail, anyText), (input) => {
        const read = parseEmail(input);
        if (read === null) return;
        expect(parseEmail(read.send)?.send).toBe(read.send);
        expect(parseEmail(read.matchKey)?.matchKey).toBe(read.matchKey);
      }),
    );
  });

  test("domain", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.domain(), anyText), (input) => {
        const domain = registrableDomain(input);
        if (domain !== null) expect(registrableDomain(domain)).toBe(domain);
      }),
    );
  });
});

test.each([
  ["Jane.Doe+crm@GoogleMail.com", "jane.doe+crm@googlemail.com", "janedoe@gmail.com"],
  ["first.last@corp.example.org.uk", "first.last@corp.example.org.uk", "first.last@corp.example.org.uk"],
  ["Jane Doe <jane@münchen.de>", "jane@xn--mnchen-3ya.de", "jane@xn--mnchen-3ya.de"],
  ["me+a@me.com", "me+a@me.com", "me@icloud.com"],
  ["who-list@yahoo.fr", "who-list@yahoo.fr", "who@yahoo.fr"],
])("mail goes to %s as written; its mailbox is %s", (input, send, matchKey) => {
  expect(parseEmail(input)).toMatchObject({ send, matchKey });
});

test.each([
  "",
  "jane",
  "jane@",
  "@acme.com",
  "a@b@c.com",
  "jane@10.0.0.1",
  "jane@localhost",
  "jane..d@acme.com",
  "jane@acme.com/x",
  "+@gmail.com",
])("`%s` is no address", (input) => {
  expect(parseEmail(input)).toBeNull();
});

test.each([
  ["mark@acme.com", "business"],
  ["will@acme.com", "business"],
  ["info@acme.com", "role"],
  ["sales-emea@acme.com", "role"],
  ["rechnung@acme.de", "role"],
  ["jane@yahoo.co.jp", "free_mail"],
  ["test@test.com", "placeholder"],
  ["jane@mailinator.com", "disposable"],
  ["nobody", "none"],
])("%s is %s", (email, said) => {
  expect(emailClassOf(email)).toBe(said);
});

test.each([
  ["https://WWW.Acme.co.uk:8080/a?b=c@d", "acme.co.uk"],
  ["http://user:secret@acme.com", "acme.com"],
  ["acme.com.", "acme.com"],
  ["shop.acme.myshopify.com", "acme.myshopify.com"],
  ["http://1234567890/", null],
  ["[::1]", null],
])("%s belongs to %s", (input, domain) => {
  expect(registrableDomain(input)).toBe(domain);
});

test("a platform or a mail provider is nobody's company", () => {
  for (const host of ["linkedin.com/company/x", "acme.atlassian.net", "hotmail.fr", "example.com"])
    expect(companyDomain(host)).toBeNull();
  expect(companyDomain("atlassian.com")).toBe("atlassian.com");
});

test.each([
  ["Acme Sp. z o.o.", "ACME"],
  ["Acme S.r.l.", "acme SRL"],
  ["AcmeLtd.", "Acme Limited"],
  ["O'Reilly Media, Inc.", "OReilly Media"],
  ["有限会社アクメ", "アクメ"],
])("%s and %s are one company name", (left, right) => {
  expect(companyNameKey(left)).toBe(companyNameKey(right));
});

test("a legal form alone stays a name, and `Co` inside a name stays in it", () => {
  expect(companyNameKey("Limited")).toBe("limited");
  expect(companyNameKey("PepsiCo")).toBe("pepsico");
});

test("phones: valid ones in E.164, mangled and made-up ones never", () => {
  expect(phoneE164("0044 20 7946 0018", null)).toBe("+442079460018");
  expect(phoneE164("01 23 45 67 89", "FR")).toBe("+33123456789");
  for (const junk of ["6.50253E+09", "0000000000", "1234567890", "call me", ""])
    expect(phoneE164(junk, "US")).toBeNull();
  expect(isMangledPhone("4,42079E+11")).toBe(true);
});

test("a LinkedIn profile is an address, not a word", () => {
  expect(linkedinSlug("https://de.linkedin.com/in/Jane-Doe/?x=1")).toBe("jane-doe");
  expect(linkedinSlug("https://www.linkedin.com/in/jos%C3%A9-silva/")).toBe("josé-silva");
  expect(linkedinSlug("linkedin.com/company/acme")).toBeNull();
});

test.each([
  ["Deutschland", "DE"],
  ["USA", "US"],
  ["u.k.", "GB"],
  ["Česko", "CZ"],
  ["España", "ES"],
  ["FRA", "FR"],
  ["the moon", null],
])("%s is %s", (text, code) => {
  expect(countryCode(text)).toBe(code);
});

test("a country has every zone that it spans", () => {
  expect(timeZonesOf("DE")).toContain("Europe/Berlin");
  expect(timeZonesOf("US").length).toBeGreaterThan(5);
  expect(timeZonesOf(null)).toEqual([]);
});

test.each([
  ["VP Sales", "executive"],
  ["Chief Technology Officer", "executive"],
  ["Head of IT", "champion"],
  ["Marketing Manager", "manager"],
  ["Assistant to the CEO", "practitioner"],
  ["", "unknown"],
])("`%s` is %s", (title, persona) => {
  expect(personaOf(title)).toBe(persona);
});

test.each([
  ["Customer", "customer"],
  ["Former customer", "unknown"],
  ["Reseller / Partner", "partner"],
  ["marketingqualifiedlead", "none"],
  ["Opportunity", "open_opportunity"],
])("the stage `%s` is %s", (stage, relation) => {
  expect(relationOf(stage)).toBe(relation);
});
