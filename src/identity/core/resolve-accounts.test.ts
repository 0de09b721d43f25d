import { describe, expect, test } from "vitest";
import { accountMatch } from "./match.ts";
import { resolveAccounts } from "./resolve-accounts.ts";
import { accountFieldsOf, contactFieldsOf } from "./row-fields.ts";

/** A row's company as `name, website, mailbox, country, person`; `-` is none. */
function accountsOf(rows: readonly string[]) {
  const records = rows.flatMap((row, at) => {
    const [companyName, website, email, country, person] = row.split(/,\s*/).map((cell) => (cell === "-" ? "" : cell));
    const cells = {
      companyName: companyName ?? "",
      website: website ?? "",
      email: email ?? "",
      country: country ?? "",
    };
    const account = accountFieldsOf(contactFieldsOf(cells).fields);
    if (account === null) return [];
    return [{ id: String(at), match: accountMatch(account), ...(person ? { person } : {}) }];
  });
  const { clusters, reviews } = resolveAccounts(records);
  return { groups: clusters.map(({ members }) => members.map(Number)), reviews };
}

describe("companies", () => {
  test.each([
    [
      "one domain in many spellings",
      ["Acme, https://www.acme.com/x, -, US", "ACME Inc, shop.acme.com, -, GB"],
      [[0, 1]],
    ],
    ["the mailbox's domain where there is no website", ["Acme, -, jo@acme.com, US", "-, acme.com, -, -"], [[0, 1]]],
    [
      "an alias that somebody shows with the main domain",
      ["Acme, acme.com, -, US", "Acme, acme-hq.com, jo@acme.com, US"],
      [[0, 1]],
    ],
    ["a name without a domain in the owner's country", ["Acme, acme.de, -, DE", "Acme GmbH, -, -, DE"], [[0, 1]]],
    [
      "the only owner in the country",
      ["Acme, acme.de, -, DE", "Acme, acme.com, -, US", "Acme, -, -, DE"],
      [[0, 2], [1]],
    ],
    [
      "the owner whom the same person names elsewhere",
      ["Acme, acme.de, -, DE, p1", "Acme, acme-two.de, -, DE, p2", "Acme, -, -, DE, p2"],
      [[0], [1, 2]],
    ],
    [
      "a name that nobody with a domain answers to",
      ["Acme, -, -, DE", "ACME AG, -, -, DE", "Acme, -, -, FR"],
      [[0, 1], [2]],
    ],
    [
      "free mail says nothing of a company",
      ["Acme, gmail.com, jo@gmail.com, US", "Globex, gmail.com, -, US"],
      [[0], [1]],
    ],
    [
      "a platform is nobody's domain",
      ["Acme, facebook.com/acme, -, US", "Globex, facebook.com/globex, -, US"],
      [[0], [1]],
    ],
    [
      "a subsidiary has a name of its own",
      ["Acme, acme.com, -, DE", "Acme Germany, acme-germany.de, -, DE"],
      [[0], [1]],
    ],
    ["a former employer's mailbox", ["Acme, acme.com, jo@globex.com, US", "Globex, globex.com, -, US"], [[0], [1]]],
  ] as const)("%s", (_name, rows, groups) => {
    expect(accountsOf(rows).groups).toEqual(groups);
    expect(accountsOf(rows).reviews).toEqual([]);
  });

  test("a name that two answer to is asked about, and joins neither", () => {
    const { groups, reviews } = accountsOf(["Acme, acme.de, -, DE", "Acme, acme-two.de, -, DE", "Acme, -, -, DE"]);
    expect(groups).toEqual([[0], [1], [2]]);
    expect(reviews).toEqual([{ kind: "account_name", subject: "nm:acme", members: ["0", "1", "2"] }]);
  });

  test("one person who names two companies of one name joins neither", () => {
    const rows = ["Acme, acme.de, -, DE, p", "Acme, acme-two.de, -, DE, p", "Acme, -, -, DE, p"];
    expect(accountsOf(rows).groups).toEqual([[0], [1], [2]]);
  });

  test("a name with more domains than a company has says nothing", () => {
    const rows = Array.from({ length: 14 }, (_none, at) => `Global, global${at}.com, -, US`);
    expect(accountsOf([...rows, "Global, -, -, FR"]).groups).toHaveLength(15);
  });
});
