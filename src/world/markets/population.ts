import type { Company, Prospect } from "../market.ts";
import { diceFor } from "../random.ts";
import { companyAt } from "./companies.ts";
import { personAt, type Seat } from "./people.ts";

export interface Population {
  readonly companies: readonly Company[];
  readonly prospects: readonly Prospect[];
}

/** Three people share this name, at three companies; nobody else in the market has it. */
const namesake = { firstName: "John", lastName: "Smith" } as const;
const namesakes = 3;

/**
 * The first `people` people of the market and the companies they work for, about three at each. A larger population
 * begins with the smaller one, because companies are filled in order and each person depends on the number alone.
 */
export function populate(seed: string, people: number): Population {
  const companies: Company[] = [];
  const prospects: Prospect[] = [];
  let johns = 0;
  while (prospects.length < people) {
    const index = companies.length;
    const company = companyAt(seed, index);
    companies.push(company);
    const team = diceFor(seed, "team", index).weighted([
      [1, 18],
      [2, 26],
      [3, 26],
      [4, 16],
      [6, 10],
      [9, 4],
    ]);
    const taken = new Set<string>();
    const hasJohn = johns < namesakes && index >= 5 && company.relation === "none" && isEnglish(company);
    for (let member = 0; member < team && prospects.length < people; member += 1) {
      const seat: Seat = {
        number: prospects.length,
        company,
        taken,
        ...(hasJohn && member === 0 ? { named: namesake } : {}),
      };
      const person = personAt(seed, seat);
      prospects.push(person);
      for (const address of [person.email, ...person.aliases]) taken.add(address);
    }
    if (hasJohn) johns += 1;
  }
  return { companies, prospects };
}

function isEnglish(company: Company): boolean {
  return company.country === "US" || company.country === "GB";
}
