import { describe, expect, test } from "vitest";
import { kindRow } from "../../../../test/helpers/kind-row.ts";

const read = (row: Readonly<Record<string, string>>) => kindRow("opportunities", row);
const code = (row: Readonly<Record<string, string>>) => read(row).fault?.code ?? null;

const hubspot = {
  "Record ID": "77",
  "Deal Name": "Pilot",
  "Deal Stage": "Closed Won",
  Amount: "1,200.50",
  Currency: "USD",
  "Create Date": "2024-05-01 10:00",
  "Close Date": "2024-06-30 17:00",
  "Associated Company": "Acme Ltd",
};
const salesforce = {
  Id: "006x",
  Name: "Pilot",
  StageName: "Negotiation",
  Amount: "5000",
  CurrencyIsoCode: "EUR",
  CreatedDate: "2024-05-01T10:00:00.000+0000",
  CloseDate: "2030-01-01",
  IsWon: "false",
  IsClosed: "false",
  AccountId: "001x",
};

describe("a row of a file of opportunities", () => {
  test("of HubSpot", () => {
    expect(read(hubspot)).toEqual({
      fields: {
        state: "won",
        accountName: "Acme Ltd",
        amountMinor: "120050",
        currency: "USD",
        createdAt: "2024-05-01T10:00:00.000Z",
        closedAt: "2024-06-30T17:00:00.000Z",
        name: "Pilot",
        stage: "Closed Won",
      },
      fault: null,
      notes: [],
    });
  });

  test("of Salesforce; the close date of an open one is a hope", () => {
    const row = read(salesforce).fields;
    expect(row).toMatchObject({ state: "open", accountRef: "001x", amountMinor: "500000", stage: "Negotiation" });
    expect(row["closedAt"]).toBeUndefined();
    expect(
      read({
        ...salesforce,
        StageName: "Closed Lost",
        IsClosed: "true",
        CloseDate: "2024-06-01",
        "Loss Reason": "Price",
      }).fields,
    ).toMatchObject({
      state: "lost",
      lossReason: "Price",
    });
    expect(
      read({ ...salesforce, StageName: "Closed Won", IsWon: "true", IsClosed: "true", CloseDate: "2024-06-01" }).fields[
        "state"
      ],
    ).toBe("won");
  });

  test.each([
    ["Gewonnen", "won"],
    ["closedwon", "won"],
    ["Closed Lost", "lost"],
    ["Verloren", "lost"],
    ["Disqualified", "lost"],
    ["Discovery", "open"],
    ["Proposal sent", "open"],
  ])("the stage %s means %s", (stage, state) => {
    expect(read({ ...hubspot, "Deal Stage": stage }).fields["state"]).toBe(state);
  });

  test.each([
    [{ ...hubspot, Amount: "-5" }, "bad_amount"],
    [{ ...hubspot, Amount: "about 5k" }, "bad_amount"],
    [{ ...hubspot, Currency: "coins" }, "bad_currency"],
    [{ ...hubspot, "Close Date": "soon" }, "bad_date"],
    [{ ...hubspot, "Close Date": "2024-04-30" }, "bad_date"],
    [{ ...hubspot, "Create Date": "31/31/2024" }, "bad_date"],
    [{ ...hubspot, "Associated Company": "" }, "no_account"],
    [{ ...hubspot, "Deal Stage": "" }, "unknown_state"],
    [{ ...salesforce, IsWon: "true", StageName: "Closed Lost" }, "contradiction"],
    [{ ...hubspot, Status: "Open" }, "contradiction"],
  ])("%j is handed back as %s", (row, expected) => expect(code(row)).toBe(expected));

  test("without a currency is taken without its amount, and says so", () => {
    const row = read({ ...hubspot, Currency: "" });
    expect(row.fields["amountMinor"]).toBeUndefined();
    expect(row.notes.map((note) => note.code)).toEqual(["no_currency"]);
  });
});
