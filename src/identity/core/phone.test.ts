import { getCountries, getExampleNumber, type PhoneNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, test } from "vitest";
import { isMangledPhone, phoneE164 } from "./phone.ts";

test.each([
  // International, with any region or none
  ["+49 151 19569769", null, "+4915119569769"],
  ["+49 151 19569769", "US", "+4915119569769"],
  ["0049 151 19569769", null, "+4915119569769"],
  ["00 44 20 7946 0018", null, "+442079460018"],
  ["+44 (0)20 7946 0018", null, "+442079460018"],
  ["(+44) 20 7946 0018", null, "+442079460018"],
  ["+49(0)15119569769", null, "+4915119569769"],
  ["tel:+1-650-253-0000", null, "+16502530000"],
  ["tel:+1-650-253-0000;ext=12", null, "+16502530000"],
  ["Tel. +33 1 23 45 67 89", null, "+33123456789"],
  ["011 44 20 7946 0018", "US", "+442079460018"],
  // National forms
  ["(650) 253-0000", "US", "+16502530000"],
  ["650.253.0000", "US", "+16502530000"],
  ["1-650-253-0000", "US", "+16502530000"],
  ["6502530000", "CA", "+16502530000"],
  ["01511/9569769", "DE", "+4915119569769"],
  ["030 / 1234567", "DE", "+49301234567"],
  ["030-1234567-0", "DE", "+493012345670"],
  ["07400 956045", "GB", "+447400956045"],
  ["01 23 45 67 89", "FR", "+33123456789"],
  ["06 12 34 56 78", "FR", "+33612345678"],
  ["06 1234 5678", "IT", "+390612345678"],
  ["8 (912) 345-67-89", "RU", "+79123456789"],
  ["090-1234-5678", "JP", "+819012345678"],
  ["62889", "AC", "+24762889"],
  // The country code without its sign, the leading zero eaten by a spreadsheet
  ["447400956045", "GB", "+447400956045"],
  ["16502530000", "US", "+16502530000"],
  ["612345678", "FR", "+33612345678"],
  // Extensions are no part of it
  ["650-253-0000 ext 12", "US", "+16502530000"],
  ["650-253-0000 x12", "US", "+16502530000"],
  ["+1 650 253 0000 #12", null, "+16502530000"],
  // Of several the first
  ["650-253-0000 / 650-253-0001", "US", "+16502530000"],
  ["650-253-0000; 650-253-0001", "US", "+16502530000"],
  ["650-253-0000, 650-253-0001", "US", "+16502530000"],
  ["650-253-0000 or 650-253-0001", "US", "+16502530000"],
  // What spreadsheets and copying leave behind
  ["'+16502530000", null, "+16502530000"],
  ['="+16502530000"', null, "+16502530000"],
  ["6502530000.0", "US", "+16502530000"],
  ["\u202a+1 650‑253–0000\u202c", null, "+16502530000"],
  ["＋１ ６５０ ２５３ ００００", null, "+16502530000"],
  ["+1\u00a0650\u00a0253\u00a00000", null, "+16502530000"],
  ["٠٥٠ ١٢٣ ٤٥٦٧", "AE", "+971501234567"],
])("%s in %s is %s", (input, region, number) => {
  expect(phoneE164(input, region)).toBe(number);
});

test.each([
  ["", "US"],
  ["n/a", "US"],
  ["call me", "US"],
  ["123", "US"],
  ["0000000000", "US"],
  ["1234567890", "US"],
  ["555-123-4567", "US"],
  ["+1 555 123 4567", null],
  ["650-253-000", "US"],
  ["650-253-00000000", "US"],
  ["6502530000", null],
  ["01 23 45 67 89", null],
  ["6502530000", "DE E"],
  ["6.50253E+09", "US"],
  ["########", "US"],
  ["undefined", "US"],
  ["1".repeat(60), "US"],
  ["jane@acme.com", "US"],
])("`%s` in %s is no number", (input, region) => {
  expect(phoneE164(input, region)).toBeNull();
});

describe("every country's own numbers", () => {
  test("are read in each of their forms", () => {
    const wrong: string[] = [];
    for (const country of getCountries()) {
      const example = getExampleNumber(country, examples);
      if (example === undefined) continue;
      for (const form of formsOf(example))
        if (phoneE164(form, country) !== example.number) wrong.push(`${country} ${form}`);
    }
    expect(wrong).toEqual([]);
  });

  function formsOf(number: PhoneNumber): readonly string[] {
    const national = number.formatNational();
    return [national, national.replace(/\D/g, ""), number.formatInternational(), number.getURI(), number.number];
  }
});

test.each(["6.50253E+09", "4,42079E+11", "4.42E11", " 1.2e+10 ", "6.50253e+9", "####"])(
  "a spreadsheet destroyed `%s`",
  (input) => {
    expect(isMangledPhone(input)).toBe(true);
    expect(phoneE164(input, "US")).toBeNull();
  },
);

test.each(["+16502530000", "650.253.0000", "", "e", "1e", "#", "ext 12"])("`%s` is as somebody wrote it", (input) => {
  expect(isMangledPhone(input)).toBe(false);
});
