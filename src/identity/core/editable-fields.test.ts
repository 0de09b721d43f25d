import { expect, test } from "vitest";
import type { CustomField } from "./custom-fields.ts";
import { readEdit } from "./editable-fields.ts";

const tier: CustomField = { name: "tier", label: "Tier", type: "choice", options: ["Gold", "Silver"] };

test("an edit is kept in the spelling that sources are kept in", () => {
  const { edit, faults } = readEdit(
    "contact",
    [tier],
    {
      email: " Jane.Doe@ACME.com ",
      phone: "030 1234567",
      country: "Germany",
      linkedin: "www.linkedin.com/in/Jane-Doe/",
      "custom.tier": "gold",
      title: null,
      segments: ["a", "b", "a"],
    },
    null,
  );
  expect(faults).toEqual([]);
  expect(edit).toEqual({
    fields: {
      email: "jane.doe@acme.com",
      phone: "+49301234567",
      country: "DE",
      linkedin: "https://www.linkedin.com/in/jane-doe",
      "custom.tier": "Gold",
      segments: "a;b",
    },
    cleared: ["title"],
  });
});

test("every fault is named with its field, and what was meant is guessed", () => {
  const { faults } = readEdit(
    "contact",
    [tier],
    {
      tier: "gold",
      firstname: "J",
      email: "jane@",
      phone: "12",
      country: "Atlantis",
      title: " ",
      "custom.tier": "tin",
    },
    null,
  );
  expect(Object.fromEntries(faults.map(({ field, message }) => [field, message]))).toEqual({
    tier: "no field has this name: did you mean `custom.tier`?",
    firstname: "no field has this name: did you mean `firstName`?",
    email: "expected an e-mail address such as `kim@example.com`",
    phone: "expected a phone number with its country code, such as `+49 30 1234567`",
    country: "expected a country by name or two-letter code",
    title: "expected a value; `null` clears the field",
    "custom.tier": "expected one of `Gold`, `Silver`",
  });
});

test("an account has fields of its own: a mail provider is nobody's domain", () => {
  const { edit, faults } = readEdit(
    "account",
    [],
    { domain: "https://www.acme.co.uk/en", relation: "Customer", title: "CEO" },
    null,
  );
  expect(edit.fields).toEqual({ domain: "acme.co.uk", relation: "customer" });
  expect(faults.map((fault) => fault.field)).toEqual(["title"]);
  expect(readEdit("account", [], { domain: "gmail.com" }, null).faults).toHaveLength(1);
});
