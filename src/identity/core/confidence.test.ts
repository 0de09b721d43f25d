import { describe, expect, test } from "vitest";
import {
  confidenceOf,
  confidenceReached,
  isReady,
  missingFor,
  provenBy,
  type Standing,
  storedEvidence,
} from "./confidence.ts";
import { plainRules, projectContact } from "./project.ts";
import type { Observation } from "./survive.ts";

const dayMs = 86_400_000;
const now = 1_000 * dayMs;
const standing: Standing = { hasAccount: true, accountCountry: null, openReviews: 0 };

const said = (id: string, fields: Record<string, string>, more: Partial<Observation> = {}): Observation => ({
  id,
  recordId: id,
  source: { id: `s${id}`, kind: "crm", trust: 60 },
  observedAt: now - dayMs,
  confidence: 50,
  fields,
  ...more,
});
const jane = { firstName: "Jane", lastName: "Doe", email: "jane@acme.com", country: "DE" };
const evidenceOf = (...list: Observation[]) => projectContact(list).evidence;

describe("confidence", () => {
  test("is the sum of named parts: those of the records as stored, freshness and conflict as of the day", () => {
    const evidence = evidenceOf(said("1", { ...jane, emailStatus: "verified" }), said("2", jane));
    expect(evidence.parts).toEqual({ identity: 40, address: 20, agreement: 15, jobChange: 0 });
    expect(provenBy(evidence)).toBe(75);
    expect(confidenceOf(evidence, standing, now).total).toBe(90);
    expect(confidenceOf(evidence, standing, now + 200 * dayMs).parts).toMatchObject({ freshness: 8 });
    expect(confidenceOf(evidence, standing, now + 400 * dayMs).total).toBe(75);
    expect(confidenceOf(evidence, { ...standing, openReviews: 1 }, now).total).toBe(60);
  });

  test("a reply within 90 days proves the address better than a check", () => {
    const evidence = evidenceOf(said("1", jane));
    const { parts, total } = confidenceOf(evidence, standing, now);
    expect(confidenceReached(parts, now - 10 * dayMs, now)).toBe(total + 25);
    expect(confidenceReached(parts, now - 91 * dayMs, now)).toBe(total);
    expect(confidenceReached(parts, null, now)).toBe(total);
  });

  test("sources that contradict each other about name or country take agreement away, until a person settles it", () => {
    const [one, other] = [said("1", jane), said("2", { ...jane, country: "FR" })];
    expect(evidenceOf(one, other).parts.agreement).toBe(0);
    const person = said("3", { country: "FR" }, { source: { id: "u", kind: "user", trust: 100 } });
    expect(evidenceOf(one, other, person).parts.agreement).toBe(15);
    const wrong = said("2", { ...jane, country: "FR" }, { ranks: { country: { rank: "deprecated", at: 1 } } });
    expect(evidenceOf(one, wrong).parts.agreement).toBe(15);
  });

  test("a newer record at another company says that the address may be the last employer's", () => {
    const elsewhere = said("2", { firstName: "Jane", lastName: "Doe", website: "globex.com" }, { observedAt: now });
    expect(evidenceOf(said("1", jane), elsewhere).parts.jobChange).toBe(-20);
    const same = said("2", { firstName: "Jane", website: "www.acme.com" }, { observedAt: now });
    expect(evidenceOf(said("1", jane), same).parts.jobChange).toBe(0);
    const older = { ...elsewhere, observedAt: now - 9 * dayMs };
    expect(evidenceOf(said("1", jane), older).parts.jobChange).toBe(0);
  });

  test("of a contact that was projected before parts were kept, nothing is proven", () => {
    const old = storedEvidence({ sources: 2, emailStatus: "verified", isAgreed: true, newestAt: now });
    expect(confidenceOf(old, standing, now).total).toBe(0);
    expect(missingFor(old, standing)).toContain("email");
  });
});

describe("ready for outbound", () => {
  test("each missing one is named", () => {
    const bare = evidenceOf(said("1", { phone: "+493012345678" }));
    expect(missingFor(bare, { hasAccount: false, accountCountry: null, openReviews: 2 })).toEqual([
      "email",
      "name",
      "country",
      "account",
      "openReview",
    ]);
    expect(missingFor(evidenceOf(said("1", jane)), standing)).toEqual([]);
  });

  test.each([
    ["a placeholder", { ...jane, email: "test@test.com" }],
    ["a disposable address", { ...jane, email: "jane@mailinator.com" }],
    ["an address that a check called invalid", { ...jane, emailStatus: "invalid" }],
    ["no address", { firstName: "Jane", lastName: "Doe", country: "DE" }],
  ])("%s is no address to write to", (_name, fields) => {
    expect(evidenceOf(said("1", fields)).lacks).toEqual(["email"]);
  });

  test("the account's country stands in for the contact's", () => {
    const { country: _country, ...rest } = jane;
    const evidence = evidenceOf(said("1", rest));
    expect(missingFor(evidence, standing)).toEqual(["country"]);
    expect(missingFor(evidence, { ...standing, accountCountry: "DE" })).toEqual([]);
  });

  test("a mailbox that everybody shares is no evidence of anybody", () => {
    const rules = { ...plainRules, blocked: new Set(["em:info@acme.com"]) };
    const shared = said("1", { ...jane, email: "info@acme.com" });
    const { evidence } = projectContact([shared], rules);
    expect(evidence.lacks).toEqual(["evidence"]);
    expect(evidence.parts.identity).toBe(10);
    const known = said("2", { linkedin: "https://www.linkedin.com/in/jane-doe" });
    expect(projectContact([shared, known], rules).evidence.lacks).toEqual([]);
  });

  test("needs nothing missing and a confidence of at least 60", () => {
    const evidence = evidenceOf(said("1", jane));
    expect(isReady(missingFor(evidence, standing), confidenceOf(evidence, standing, now))).toBe(true);
    expect(isReady([], confidenceOf(evidence, standing, now + 400 * dayMs))).toBe(false);
  });
});
