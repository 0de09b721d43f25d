import { describe, expect, test } from "vitest";
import { contactMatch } from "./match.ts";
import { resolveContacts } from "./resolve.ts";
import { contactFieldsOf } from "./row-fields.ts";

/** A record as `first last, email=…, phone=…`: what stands before the first comma is the name. */
type Written = string;

interface Hazard {
  readonly records: readonly Written[];
  /** The records that are one person, by place; the others stand alone. */
  readonly one?: readonly (readonly number[])[];
  readonly isAsked?: boolean;
}

function recordOf(written: Written, at: number) {
  const [name = "", ...cells] = written.split(/,\s*/);
  const words = name.split(" ").filter((word) => word !== "");
  const named = { firstName: words.slice(0, 1).join(" "), lastName: words.slice(1).join(" ") };
  const given = Object.fromEntries(cells.map((cell) => cell.split("=") as [string, string]));
  return { id: String(at), match: contactMatch(contactFieldsOf({ ...named, ...given }).fields) };
}

function judge({ records, one = [], isAsked }: Hazard): void {
  const { clusters, reviews } = resolveContacts(records.map(recordOf));
  const alone = [...records.keys()].filter((at) => !one.flat().includes(at)).map((at) => [at]);
  const expected = [...one, ...alone].map((group) => group.map(String)).sort();
  expect(clusters.map((cluster) => [...cluster.members]).sort()).toEqual(expected);
  if (isAsked !== undefined) expect(reviews.length > 0).toBe(isAsked);
}

const phone = "phone=+16502530000";
const desk = "phone=+493012345678";

const keptApart: Readonly<Record<string, Hazard>> = {
  "a couple with one mailbox": {
    records: ["Anna Berg, email=berg@gmx.de", "Otto Berg, email=berg@gmx.de"],
    isAsked: true,
  },
  "a family on one phone": {
    records: [`Jane Doe, ${phone}`, `John Doe, ${phone}`, `Jim Doe, ${phone}`],
    isAsked: true,
  },
  "junior and senior": { records: [`John Smith Jr, ${phone}`, `John Smith Sr, ${phone}`], isAsked: true },
  "junior and no suffix": { records: [`John Smith, ${phone}`, `John Smith Jr, ${phone}`], isAsked: true },
  "three generations": {
    records: [
      "John Smith, email=smith@aol.com",
      "John Smith Jr, email=smith@aol.com",
      "John Smith III, email=smith@aol.com",
    ],
    isAsked: true,
  },
  "colleagues of one name with a mailbox each": {
    records: ["John Smith, email=john.smith@acme.com", "John Smith, email=jsmith@acme.com"],
    isAsked: true,
  },
  "colleagues of one name with a profile each": {
    records: [
      "Wei Chen, linkedin=linkedin.com/in/wei-1, website=acme.com",
      "Wei Chen, linkedin=linkedin.com/in/wei-2, website=acme.com",
    ],
    isAsked: true,
  },
  "a numbered mailbox tells of the colleague before": {
    records: ["Ana Silva, website=acme.com", "Ana Silva, email=ana.silva2@acme.com"],
    isAsked: true,
  },
  "one name, two profiles, one mailbox": {
    records: [
      "Ana Silva, email=ana@gmail.com, linkedin=linkedin.com/in/ana-1",
      "Ana Silva, email=ana@gmail.com, linkedin=linkedin.com/in/ana-2",
    ],
    isAsked: true,
  },
  "a role mailbox under many names": {
    records: ["Jane Doe, email=info@acme.com", "Tom Roe, email=info@acme.com", "Kim Poe, email=info@acme.com"],
    isAsked: true,
  },
  "a married name on a role mailbox is a stranger": {
    records: ["Jane Doe, email=sales@acme.com", "Jane Miller, email=sales@acme.com"],
    isAsked: true,
  },
  "a desk phone of colleagues": { records: [`Jane Doe, ${desk}`, `Tom Roe, ${desk}`], isAsked: true },
  "a phone without names": { records: [`, ${phone}`, `, ${phone}`], isAsked: false },
  "an initial between two people": {
    records: [`Robert Smith, ${phone}`, `R. Smith, ${phone}`, `Rachel Smith, ${phone}`],
    isAsked: true,
  },
  "a nickname between two people": {
    records: [`Patricia Jones, ${phone}`, `Pat Jones, ${phone}`, `Patrick Jones, ${phone}`],
    isAsked: true,
  },
  "Sam between Samuel and Samantha": {
    records: [`Samuel Lee, ${phone}`, `Sam Lee, ${phone}`, `Samantha Lee, ${phone}`],
    isAsked: true,
  },
  "given names that differ in their gender": {
    records: [`Daniel Kahn, ${phone}`, `Daniela Kahn, ${phone}`],
    isAsked: true,
  },
  "two middle names": { records: [`Jean-Pierre Petit, ${phone}`, `Jean-Paul Petit, ${phone}`], isAsked: true },
  "a recycled mailbox": {
    records: ["James Smith, email=jsmith@acme.com", "Julia Smith, email=jsmith@acme.com"],
    isAsked: true,
  },
  "namesakes at a mail provider": {
    records: ["David Kim, email=dk1@gmail.com, website=gmail.com", "David Kim, email=dk2@gmail.com, website=gmail.com"],
    isAsked: false,
  },
  "namesakes on a platform": {
    records: ["David Kim, website=facebook.com/one", "David Kim, website=facebook.com/two"],
    isAsked: false,
  },
  "namesakes without a company": {
    records: ["David Kim, companyName=Freelance", "David Kim, companyName=freelance"],
    isAsked: false,
  },
  "namesakes who are self-employed in one country": {
    records: ["Anna Maier, companyName=Selbstständig, country=DE", "Anna Maier, companyName=selbständig, country=DE"],
    isAsked: false,
  },
  "a placeholder mailbox": {
    records: ["David Kim, email=test@test.com", "David Kim, email=test@test.com"],
    isAsked: false,
  },
  "a placeholder phone": {
    records: ["David Kim, phone=+15555555555", "David Kim, phone=+15555555555"],
    isAsked: false,
  },
  "an empty profile address": {
    records: ["David Kim, linkedin=https://www.linkedin.com/in/", "David Kim, linkedin=https://www.linkedin.com/in/"],
    isAsked: false,
  },
  "one name at a parent and its subsidiary": {
    records: ["Eva Roth, companyName=Acme, country=DE", "Eva Roth, companyName=Acme Germany, country=DE"],
    isAsked: false,
  },
  "one name at franchises with domains of their own": {
    records: [
      "Eva Roth, companyName=Sunny Hotels, website=sunny-berlin.de, country=DE",
      "Eva Roth, companyName=Sunny Hotels, website=sunny-hamburg.de, country=DE",
    ],
    isAsked: true,
  },
  "one name at companies of one name in two countries": {
    records: ["Eva Roth, companyName=Atlas, country=DE", "Eva Roth, companyName=Atlas, country=US"],
    isAsked: false,
  },
  "one name at one company name, two private mailboxes": {
    records: [
      "Eva Roth, companyName=Atlas, country=DE, email=eva1@gmx.de",
      "Eva Roth, companyName=Atlas, country=DE, email=eva2@gmx.de",
    ],
    isAsked: true,
  },
  "an initial at a company is anybody": {
    records: ["J. Smith, website=acme.com", "John Smith, website=acme.com"],
    isAsked: false,
  },
  "names in a script whose spellings vary": {
    records: ["王 小明, website=acme.cn", "王 小明, website=acme.cn"],
    isAsked: false,
  },
};

const joined: Readonly<Record<string, Hazard>> = {
  "a nickname on one mailbox": {
    records: ["Robert Smith, email=rs@acme.com", "Bob Smith, email=RS@acme.com"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a nickname at one company": {
    records: ["Robert Smith, email=rs@acme.com", "Bob Smith, website=acme.com"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a swapped name at one company": {
    records: ["Eva Roth, email=eva@acme.de", "Roth Eva, website=acme.de"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a swapped name on a phone": { records: [`Eva Roth, ${phone}`, `Roth Eva, ${phone}`], one: [[0, 1]], isAsked: false },
  "an umlaut and its letters": {
    records: ["Jörg Müller, website=acme.de", "Jorg Mueller, email=jm@acme.de"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a middle name": {
    records: ["Steven E. Lewis, website=acme.com", "Steven Lewis, email=sl@acme.com"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a double family name": {
    records: ["José García López, website=acme.es", "Jose Garcia, email=jg@acme.es"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a slip of the pen on a phone": {
    records: [`Jonathan Miller, ${phone}`, `Jonahtan Miller, ${phone}`],
    one: [[0, 1]],
    isAsked: false,
  },
  "a marriage on a mailbox of one's own": {
    records: ["Jane Doe, email=jane@acme.com", "Jane Miller, email=jane@acme.com"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a marriage on a profile": {
    records: ["Jane Doe, linkedin=linkedin.com/in/jane-d", "Jane Miller, linkedin=https://www.linkedin.com/in/Jane-D/"],
    one: [[0, 1]],
    isAsked: false,
  },
  "one person twice on a role mailbox": {
    records: ["Jane Doe, email=info@acme.com", "Jane Doe, email=INFO@acme.com"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a change of job under one profile": {
    records: [
      "Jane Doe, email=jane@old.com, linkedin=linkedin.com/in/jane-d",
      "Jane Doe, email=jane@new.com, linkedin=linkedin.com/in/jane-d",
    ],
    one: [[0, 1]],
    isAsked: false,
  },
  "an initial on a mailbox that one person has": {
    records: ["Kate Shaw, email=ks@acme.com", "K. Shaw, email=ks@acme.com"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a record without a name on a mailbox of one's own": {
    records: ["Kate Shaw, email=ks@acme.com", ", email=ks@acme.com"],
    one: [[0, 1]],
    isAsked: false,
  },
  "a company without a domain": {
    records: [
      "Eva Roth, companyName=Atlas GmbH, country=DE",
      "Eva Roth, companyName=ATLAS, country=DE, email=eva@atlas-werke.de",
    ],
    one: [[0, 1]],
    isAsked: false,
  },
  "two of three on a phone": {
    records: [`Jane Doe, ${phone}`, `Tom Roe, ${phone}`, `Doe Jane, ${phone}`],
    one: [[0, 2]],
    isAsked: true,
  },
  "two mailboxes that a profile joins do not speak against a third record": {
    records: [
      "Ann Cole, email=ann@acme.com, linkedin=linkedin.com/in/ann-cole",
      "Ann Cole, email=ann.cole@acme.com, linkedin=linkedin.com/in/ann-cole",
      "Ann Cole, website=acme.com",
    ],
    one: [[0, 1, 2]],
    isAsked: false,
  },
  "a desk phone that others share beside a phone of one's own": {
    records: [
      `Ann Cole, website=acme.com, ${desk}`,
      `Tom Roe, website=other.com, ${desk}`,
      "Ann Cole, email=ann@acme.com, phone=+16502530000",
    ],
    one: [[0, 2]],
    isAsked: true,
  },
};

describe("are kept apart", () => {
  test.each(Object.entries(keptApart))("%s", (_name, hazard) => judge(hazard));
});

describe("are one", () => {
  test.each(Object.entries(joined))("%s", (_name, hazard) => judge(hazard));
});
