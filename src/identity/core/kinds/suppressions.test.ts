import { describe, expect, test } from "vitest";
import { kindRow } from "../../../../test/helpers/kind-row.ts";

const read = (row: Readonly<Record<string, string>>) => kindRow("suppressions", row);
const fields = (row: Readonly<Record<string, string>>) => read(row).fields;
const code = (row: Readonly<Record<string, string>>) => read(row).fault?.code ?? null;

describe("a row of a suppression list", () => {
  test.each([
    [{ Email: "Ann@Acme.com" }, { address: "ann@acme.com", reason: "do_not_contact" }],
    [{ "E-Mail Address": "a@acme.com; b@acme.com" }, { address: "a@acme.com b@acme.com", reason: "do_not_contact" }],
    [
      { Email: "a@acme.com", "Secondary Email": "b@acme.com" },
      { address: "a@acme.com b@acme.com", reason: "do_not_contact" },
    ],
    [{ Domain: "https://www.acme.com/x" }, { domain: "acme.com", reason: "do_not_contact" }],
    [{ "Company Domain Name": "acme.co.uk" }, { domain: "acme.co.uk", reason: "do_not_contact" }],
    [{ Email: "@acme.com" }, { domain: "acme.com", reason: "do_not_contact" }],
    [{ Email: "*@acme.com" }, { domain: "acme.com", reason: "do_not_contact" }],
    [{ Phone: "+44 20 7946 0958" }, { phone: "+442079460958", reason: "do_not_contact" }],
    [
      { Phone: "020 7946 0958", Country: "UK" },
      { phone: "+442079460958", reason: "do_not_contact" },
    ],
    [{ Value: "ann@acme.com" }, { address: "ann@acme.com", reason: "do_not_contact" }],
    [{ Value: "acme.com" }, { domain: "acme.com", reason: "do_not_contact" }],
    [{ Value: "+44 20 7946 0958" }, { phone: "+442079460958", reason: "do_not_contact" }],
    [
      { Email: "a@acme.com", Reason: "Spam complaint" },
      { address: "a@acme.com", reason: "complaint" },
    ],
    [
      { Email: "a@acme.com", Reason: "Hard bounce" },
      { address: "a@acme.com", reason: "hard_bounce" },
    ],
    [
      { Email: "a@acme.com", Status: "Unsubscribed" },
      { address: "a@acme.com", reason: "unsubscribed" },
    ],
    [
      { Email: "a@acme.com", Status: "cleaned" },
      { address: "a@acme.com", reason: "hard_bounce" },
    ],
    [
      { Email: "a@acme.com", "Date Added": "2024-05-01" },
      { address: "a@acme.com", reason: "do_not_contact", since: "2024-05-01T00:00:00.000Z" },
    ],
    [
      { Email: "a@acme.com", "Unsubscribed from all email": "true" },
      { address: "a@acme.com", reason: "do_not_contact" },
    ],
    [
      { "suppression key": `address:${"0a".repeat(20)}:${"1b".repeat(8)}`, hint: "…@acme.com", reason: "complaint" },
      { key: `address:${"0a".repeat(20)}:${"1b".repeat(8)}`, hint: "…@acme.com", reason: "complaint" },
    ],
  ])("%j", (row, expected) => expect(fields(row)).toEqual(expected));

  test("takes no key that an exported list could not hold, and no hint that names somebody", () => {
    expect(code({ "suppression key": "address:ann@acme.com" })).toBe("bad_key");
    const key = `phone:${"0a".repeat(20)}:${"1b".repeat(8)}`;
    expect(fields({ "suppression key": key, hint: "Ann Low, London" })).toEqual({ key, reason: "do_not_contact" });
  });

  test("names a company only where it names nobody, or says that it means the company", () => {
    const row = { Email: "ann@acme.com", Domain: "acme.com" };
    expect(fields(row)).toEqual({ address: "ann@acme.com", reason: "do_not_contact" });
    expect(fields({ ...row, Scope: "whole company" })).toEqual({ domain: "acme.com", reason: "do_not_contact" });
    expect(fields({ Email: "ann@acme.com", Scope: "Domain" })).toEqual({
      domain: "acme.com",
      reason: "do_not_contact",
    });
  });

  test.each([
    [{ Email: "not an address" }, "bad_email"],
    [{ Email: "ann@" }, "bad_email"],
    [{ Domain: "localhost" }, "bad_domain"],
    [{ Domain: "192.168.1.1" }, "bad_domain"],
    [{ Domain: "co.uk" }, "bad_domain"],
    [{ Phone: "020 7946 0958" }, "bad_phone"],
    [{ Phone: "4.42079E+11" }, "mangled_phone"],
    [{ Value: "John Smith" }, "bad_domain"],
    [{ Reason: "asked us", Email: "" }, "no_key"],
    [{ Domain: "gmail.com" }, "shared_domain"],
    [{ Email: "@yahoo.de" }, "shared_domain"],
    [{ Email: "a@acme.com", Unsubscribed: "false" }, "not_suppressed"],
    [{ Email: "a@acme.com", Status: "Subscribed" }, "not_suppressed"],
  ])("%j is handed back as %s", (row, expected) => expect(code(row)).toBe(expected));

  test("forbids a mail provider only for somebody who says that they mean it", () => {
    expect(read({ Domain: "gmail.com" }).fault?.message).toContain("confirm");
    expect(fields({ Domain: "gmail.com", Confirm: "yes" })).toMatchObject({ domain: "gmail.com", confirmed: "yes" });
    expect(code({ Domain: "gmail.com", Confirm: "no" })).toBe("shared_domain");
  });

  test("forbids whom it can, and says what it could not read", () => {
    const row = read({ Email: "a@acme.com; broken", "Date Added": "some day" });
    expect(row.fields).toEqual({ address: "a@acme.com", reason: "do_not_contact" });
    expect(row.notes.map((note) => note.code)).toEqual(["bad_email", "bad_date"]);
  });
});
