import { describe, expect, test } from "vitest";
import { kindRow } from "../../../../test/helpers/kind-row.ts";

const read = (row: Readonly<Record<string, string>>) => kindRow("consents", row);
const code = (row: Readonly<Record<string, string>>) => read(row).fault?.code ?? null;
const given = { Email: "ann@acme.com", Channel: "Email", Status: "granted", Date: "2024-05-01" };
const plain = {
  address: "ann@acme.com",
  channel: "email",
  state: "granted",
  basis: "consent",
  obtainedAt: "2024-05-01T00:00:00.000Z",
};

describe("a row of a file of consents", () => {
  test.each([
    [given, plain],
    [{ "Email Address": "ann@acme.com", "Email Opt-in": "Yes", "Opt-in Date": "2024-05-01" }, plain],
    [
      { ContactPointType: "Email", Email: "ann@acme.com", PrivacyConsentStatus: "OptIn", CaptureDate: "2024-05-01" },
      plain,
    ],
    [
      {
        Email: "ann@acme.com",
        Channel: "newsletter",
        "Legal basis for processing contact's data": "Freely given consent from contact",
        Date: "2024-05-01",
      },
      plain,
    ],
    [
      { ...given, "Legal basis": "Legitimate interest – prospect" },
      { ...plain, basis: "legitimate_interest" },
    ],
    [
      { ...given, "Legal basis": "Performance of a contract" },
      { ...plain, basis: "contract" },
    ],
    [
      { ...given, "Legal basis": "Soft opt-in" },
      { ...plain, basis: "soft_opt_in" },
    ],
    [
      { ...given, Country: "Germany" },
      { ...plain, jurisdiction: "DE" },
    ],
    [
      { ...given, "Valid until": "2026-05-01" },
      { ...plain, expiresAt: "2026-05-01T00:00:00.000Z" },
    ],
    [
      { ...given, Source: "Webinar form", "Consent text": "I agree to receive mail", IP: "203.0.113.9" },
      { ...plain, origin: "Webinar form", wording: "I agree to receive mail", evidence: "203.0.113.9" },
    ],
    [
      { Email: "ann@acme.com", Status: "Opted out" },
      { address: "ann@acme.com", state: "withdrawn", channel: "all" },
    ],
    [
      { Email: "ann@acme.com", Status: "withdrawn", Channel: "email", Date: "nobody knows" },
      { address: "ann@acme.com", state: "withdrawn", channel: "email" },
    ],
    [
      { Phone: "+44 20 7946 0958", Channel: "SMS", Consent: "yes", Date: "2024-05-01" },
      { ...plain, address: undefined, phone: "+442079460958", channel: "sms" },
    ],
  ])("%j", (row, expected) =>
    expect(read(row)).toEqual({ fields: JSON.parse(JSON.stringify(expected)), fault: null, notes: [] }),
  );

  test.each([
    [{ ...given, Status: "" }, "unknown_state"],
    [{ ...given, Status: "pending" }, "unknown_state"],
    [{ ...given, Status: "Not seen" }, "unknown_state"],
    [{ ...given, Status: "unconfirmed" }, "unknown_state"],
    [{ ...given, Status: "no consent given" }, "unknown_state"],
    [{ ...given, "Legal basis": "Not applicable" }, "unknown_basis"],
    [{ ...given, "Legal basis": "Legal obligation" }, "unknown_basis"],
    [{ ...given, Channel: "" }, "unknown_channel"],
    [{ ...given, Channel: "carrier pigeon" }, "unknown_channel"],
    [{ ...given, Date: "" }, "no_date"],
    [{ ...given, Date: "03/04/2024" }, "bad_date"],
    [{ ...given, "Valid until": "someday" }, "bad_date"],
    [{ ...given, "Valid until": "2023-05-01" }, "bad_date"],
    [{ ...given, Country: "Atlantis" }, "bad_country"],
    [{ ...given, Email: "broken" }, "bad_email"],
    [{ ...given, Email: "" }, "no_key"],
    [{ ...given, Channel: "phone" }, "no_key"],
  ])("%j is handed back as %s: unknown is no consent", (row, expected) => expect(code(row)).toBe(expected));
});
