import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEnrichmentFile } from "./enrichment-file.ts";
import { affordable, paceOf } from "./pace.ts";
import { gapsIn, type Identity, isAskable, questionKey, type Standing, withClaims } from "./questions-to-ask.ts";

const nobody: Identity = {
  name: null,
  firstName: null,
  lastName: null,
  email: null,
  linkedin: null,
  domain: null,
  company: null,
  country: null,
  title: null,
};

describe("gaps", () => {
  const standing = new Map<string, Standing>([
    ["title", { isHuman: true, observedAt: 0 }],
    ["phone", { isHuman: false, observedAt: 100 }],
    ["country", { isHuman: false, observedAt: 900 }],
  ]);

  test("only what is empty is asked for", () => {
    expect(gapsIn(standing, ["title", "phone", "linkedin"], null)).toEqual(["linkedin"]);
  });

  test("a machine's old value may be asked for again, a person's never", () => {
    expect(gapsIn(standing, ["title", "phone", "country"], 500)).toEqual(["phone"]);
  });

  test("the state of an address is no gap where there is no address", () => {
    expect(gapsIn(standing, ["emailStatus"], null)).toEqual([]);
    expect(gapsIn(standing, ["email", "emailStatus"], null)).toEqual(["email", "emailStatus"]);
  });
});

test("who can be asked about: by address, by profile, or by name at a place", () => {
  expect(isAskable(nobody)).toBe(false);
  expect(isAskable({ ...nobody, lastName: "Berg" })).toBe(false);
  expect(isAskable({ ...nobody, lastName: "Berg", domain: "acme.com" })).toBe(true);
  expect(isAskable({ ...nobody, linkedin: "https://www.linkedin.com/in/x" })).toBe(true);
});

test("the same question is known again however the person is written", () => {
  const one = questionKey({ ...nobody, name: "Anna", email: "Anna.Berg+x@gmail.com" });
  expect(questionKey({ ...nobody, name: "A. Berg", email: "annaberg@gmail.com", title: "CEO" })).toEqual(one);
  expect(questionKey({ ...nobody, email: "other@gmail.com" })).not.toEqual(one);
});

test("what a provider says adds to what it said; a time ahead of ours is now", () => {
  const before = { fields: { title: "CTO", phone: "+491" }, details: { title: { observedAt: 5 } } };
  const claims = [
    { field: "title", value: "CEO", observedAt: 9_000, confidence: 120 },
    { field: "city", value: "Bonn", observedAt: 50, confidence: null },
  ];
  expect(withClaims(before, claims, 100)).toEqual({
    fields: { title: "CEO", phone: "+491", city: "Bonn" },
    details: { title: { observedAt: 100, confidence: 100 }, city: { observedAt: 50 } },
  });
});

describe("pace", () => {
  test("caps allow as many questions as they can pay in full", () => {
    expect(affordable(3, [10, 7])).toBe(2);
    expect(affordable(3, [2, 100])).toBe(0);
    expect(affordable(3, [-5, 100])).toBe(0);
    expect(affordable(0, [0])).toBeGreaterThan(1_000_000);
  });

  test("over any minute no more goes out than the rate and one burst", () => {
    const waits = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), waits, (rate, gaps) => {
        let now = 1_000_000;
        let nextAt: number | null = null;
        const sent: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const pace = paceOf(rate, nextAt, now, 1_000);
          expect(pace.count > 0 || pace.waitMs > 0).toBe(true);
          nextAt = pace.nextAt;
          for (let at = 0; at < pace.count; at += 1) sent.push(now);
        }
        for (const from of sent)
          expect(sent.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(rate + 5);
      }),
    );
  });

  test("a provider that asked to be left alone is, whatever its rate", () => {
    expect(paceOf(null, 5_000, 1_000, 8)).toMatchObject({ count: 0, waitMs: 4_000 });
    expect(paceOf(60, 5_000, 1_000, 8)).toMatchObject({ count: 0, waitMs: 4_000 });
    expect(paceOf(null, null, 1_000, 8)).toMatchObject({ count: 8, waitMs: 0 });
  });
});

describe("files of answers", () => {
  test("JSON lines and CSV answer alike; a person's row says nothing of colleagues", () => {
    const line = { email: "Anna@Acme.com", title: "CEO", industry: "Tools", domain: "acme.com" };
    const fromJson = readEnrichmentFile(`${JSON.stringify(line)}\n\nnot json\n`, ["title", "industry"]);
    const fromCsv = readEnrichmentFile("Email,Title,Industry,Domain\nAnna@Acme.com,CEO,Tools,acme.com\n", [
      "title",
      "industry",
    ]);
    expect(fromJson.entries).toEqual(fromCsv.entries);
    expect(fromJson.entries.map(({ kind, key, fields }) => ({ kind, key, fields }))).toEqual([
      { kind: "email", key: "anna@acme.com", fields: { title: "CEO", industry: "Tools" } },
    ]);
  });

  test("a row by domain answers what a company has in common, and no more", () => {
    const { entries, unusable } = readEnrichmentFile("domain;title;industry\nacme.com;CEO;Tools\n;CEO;Tools\n", [
      "title",
      "industry",
    ]);
    expect(entries).toMatchObject([{ kind: "domain", key: "acme.com", fields: { industry: "Tools" } }]);
    expect(unusable).toBe(1);
  });

  test("what was not offered is not kept", () => {
    const { entries } = readEnrichmentFile("email,title,phone\na@acme.com,CEO,+4930200000\n", ["title"]);
    expect(entries[0]?.fields).toEqual({ title: "CEO" });
  });
});
