import { expect, test } from "vitest";
import { type FieldCatalog, readWhere } from "./where.ts";

const catalog: FieldCatalog = {
  contact: [
    { name: "tier", label: "Tier", type: "choice", options: ["Gold", "Silver"] },
    { name: "seats", label: "Seats", type: "number", options: [] },
    { name: "tools", label: "Tools", type: "multi_choice", options: ["A", "B"] },
  ],
  account: [{ name: "renewal", label: "Renewal", type: "date", options: [] }],
};

test.each([
  ["title = CFO", { about: "contact", field: "title", test: "is", value: "CFO" }],
  ["custom.tier!=gold", { about: "contact", field: "custom.tier", test: "isNot", value: "Gold" }],
  ["custom.seats>=1,000", { about: "contact", field: "custom.seats", test: "least", value: "1000" }],
  ["custom.tools=a", { about: "contact", field: "custom.tools", test: "has", value: "A" }],
  [
    "account.custom.renewal<=31.12.2026",
    { about: "account", field: "custom.renewal", test: "until", value: "2026-12-31" },
  ],
  ["account.industry=Software", { about: "account", field: "industry", test: "is", value: "Software" }],
  ["!custom.tier", { about: "contact", field: "custom.tier", test: "unknown", value: "" }],
  ["custom.tier", { about: "contact", field: "custom.tier", test: "known", value: "" }],
])("%s is read", (text, where) => {
  expect(readWhere("contact", catalog, text)).toEqual(where);
});

test.each([
  ["custom.nothing=1", "fields.list"],
  ["custom.tier=tin", "`Gold`, `Silver`"],
  ["custom.tier>=Gold", "only numbers and dates"],
  ["custom.seats>=many", "expected a number"],
  ["title>=A", "compare it with"],
  ["title=", "expected a value"],
  ["!title=CFO", "expected a condition"],
  ["; drop table contact", "expected a condition"],
])("%s is refused with what to do", (text, says) => {
  expect(readWhere("contact", catalog, text)).toEqual({ message: expect.stringContaining(says) });
});
