import { describe, expect, test } from "vitest";
import { parameters } from "../ruleset/contract.ts";
import { accountMatch, contactMatch, type Fields } from "./match.ts";
import { resolveContacts } from "./resolve.ts";
import { resolveAccounts } from "./resolve-accounts.ts";
import { defaultRuleset, type Ruleset } from "./ruleset.ts";

const born = (at: number): string => String(at).padStart(4, "0");
const clusters = (list: readonly Fields[], rules: Partial<Ruleset> = {}): number => {
  const records = list.map((fields, at) => ({ id: born(at), match: contactMatch(fields) }));
  return resolveContacts(records, [], new Set(), { ...defaultRuleset, ...rules }).clusters.length;
};
const anna = { firstName: "Anna", lastName: "Berg" };
const phone = "+4989123456";

describe("a ruleset", () => {
  test("says which kinds of key join, and the others then join nobody", () => {
    const kinds: Readonly<Record<string, readonly Fields[]>> = {
      em: [0, 1].map(() => ({ ...anna, email: "anna.berg@gmail.com" })),
      li: [0, 1].map(() => ({ ...anna, linkedin: "https://www.linkedin.com/in/anna-berg" })),
      ph: [0, 1].map(() => ({ ...anna, phone })),
      nd: [0, 1].map(() => ({ ...anna, website: "acme.de" })),
      nc: [0, 1].map(() => ({ ...anna, companyName: "Acme Pumpen", country: "DE" })),
    };
    for (const [kind, list] of Object.entries(kinds)) {
      expect(clusters(list), kind).toBe(1);
      const keys = defaultRuleset.keys.filter((one) => one !== kind);
      expect(clusters(list, { keys }), `without ${kind}`).toBe(2);
    }
  });

  test("says whether a function's mailbox joins", () => {
    const list = [0, 1].map(() => ({ ...anna, email: "info@acme-pumpen.de" }));
    const keys = ["em"] as const;
    expect(clusters(list, { keys })).toBe(1);
    expect(clusters(list, { keys, roleMailboxesJoin: false })).toBe(2);
  });

  test("says how many names block a key", () => {
    const list = ["Anna", "Anna", "Otto", "Ines"].map((firstName) => ({ firstName, lastName: "Berg", phone }));
    expect(clusters(list)).toBe(3);
    expect(clusters(list, { namesPerKeyMax: 2 })).toBe(4);
  });

  test("says how many domains make a company's name generic", () => {
    const shown = [
      { name: "Acme Pumpen", domain: "acme.de" },
      { name: "Acme Pumpen", domain: "acme.com" },
    ];
    const records = [...shown, { name: "Acme Pumpen", country: "DE" }, { name: "Acme Pumpen", country: "FR" }].map(
      (fields, at) => ({ id: born(at), match: accountMatch(fields) }),
    );
    const asked = (domainsPerNameMax: number) =>
      resolveAccounts(records, [], new Set(), { ...defaultRuleset, domainsPerNameMax });
    expect(asked(12).clusters.length).toBeLessThanOrEqual(asked(1).clusters.length);
    expect(asked(1).clusters).toHaveLength(4);
  });
});

describe("parameters", () => {
  const refused = (given: unknown): readonly string[] => {
    const { error } = parameters.safeParse(given);
    return (error?.issues ?? []).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  };

  test("are taken one by one, and what is left out stays as it is", () => {
    expect(parameters.parse({ namesPerKeyMax: 20 })).toEqual({ namesPerKeyMax: 20 });
    expect(parameters.parse(defaultRuleset)).toEqual(defaultRuleset);
  });

  test("are refused by name", () => {
    expect(refused({ fuzzy: true }).join()).toContain("fuzzy");
    expect(refused({ keys: [] })).toEqual(["keys: leave at least one kind of key that joins"]);
    expect(refused({ keys: ["em", "em"] })).toEqual(["keys: name each kind of key once"]);
    expect(refused({ keys: ["zz"] })[0]).toMatch(/^keys\.0: /);
    expect(refused({ namesPerKeyMax: 1 })[0]).toMatch(/^namesPerKeyMax: /);
    expect(refused({ domainsPerNameMax: 2.5 })[0]).toMatch(/^domainsPerNameMax: /);
    expect(refused({ roleMailboxesJoin: "yes" })[0]).toMatch(/^roleMailboxesJoin: /);
  });
});
