import { dayMs, type WorldTime } from "../env.ts";
import type { Company, Prospect, Signal } from "../market.ts";
import { diceFor, nameFor } from "../random.ts";
import { companyInterest } from "./people.ts";

/**
 * The signals with `since <= at < until`. Each company has at most one a day, decided by the day itself, so that any
 * two windows that meet give the same signals as the one window over both.
 */
export function signalsBetween(
  seed: string,
  companies: readonly Company[],
  staff: ReadonlyMap<string, readonly Prospect[]>,
  since: WorldTime,
  until: WorldTime,
): readonly Signal[] {
  const found: Signal[] = [];
  for (let day = Math.floor(since / dayMs); day * dayMs < until; day += 1) {
    for (const company of companies) {
      const dice = diceFor(seed, "signal", company.id, day);
      const interest = companyInterest(seed, company);
      if (!dice.chance(0.005 + 0.05 * interest * interest)) continue;
      const at = day * dayMs + dice.int(0, dayMs - 1);
      if (at < since || at >= until) continue;
      const kind = dice.weighted([
        ["pricing_page", 10 * interest],
        ["demo_request", 3 * interest * interest],
        ["competitor_mention", 3],
        ["hiring", 4],
        ["funding", 1.5],
      ] as const);
      const people = staff.get(company.id) ?? [];
      const isPersonal = kind === "pricing_page" || kind === "demo_request";
      const email = isPersonal && people.length > 0 ? dice.pick(people).email : null;
      found.push({ id: `sig-${nameFor(seed, company.id, day)}`, at, kind, domain: company.domain, email });
    }
  }
  return found.sort((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));
}
