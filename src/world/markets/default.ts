import { dayMs } from "../env.ts";
import type { Deal, Market, MarketOptions, Prospect } from "../market.ts";
import { diceFor } from "../random.ts";
import { answerOf } from "./mailboxes.ts";
import { populate } from "./population.ts";
import { rates } from "./rates.ts";
import { reactionsTo } from "./react.ts";
import { signalsBetween } from "./signals.ts";

/** Our own market: sellers of software to sales teams in nineteen countries. */
export function createMarket({ seed, people }: MarketOptions): Market {
  const { companies, prospects } = populate(seed, people);
  const domains = new Set(companies.map((company) => company.domain));
  const companyById = new Map(companies.map((company) => [company.id, company]));
  const staff = Map.groupBy(prospects, (prospect) => prospect.companyId);
  return {
    name: "default",
    companies,
    prospects,
    receive: (attempt) => answerOf(seed, domains, attempt),
    react: (prospect, message, history) => {
      const company = companyById.get(prospect.companyId);
      if (company === undefined) throw new Error(`prospect \`${prospect.id}\` has no company`);
      return reactionsTo({ seed, prospect, company, colleagues: staff.get(company.id) ?? [] }, message, history);
    },
    signals: (since, until) => signalsBetween(seed, companies, staff, since, until),
    meeting: (prospect, startsAt) =>
      diceFor(seed, "meeting", prospect.id, startsAt).chance(noShowRate(prospect)) ? "no_show" : "held",
    deal: (prospect, meetingsHeld) => (meetingsHeld === 0 ? null : dealOf(seed, prospect)),
  };
}

function noShowRate(prospect: Prospect): number {
  return rates.noShow * (1.4 - 0.8 * prospect.hidden.interest);
}

function dealOf(seed: string, prospect: Prospect): Deal | null {
  const dice = diceFor(seed, "deal", prospect.id);
  if (dice.chance(0.15)) return null;
  const won = dice.chance(rates.dealPerMeetingHeld * (0.6 + 0.8 * prospect.hidden.fit));
  const currency = ["US", "CA", "AU"].includes(prospect.country) ? "USD" : prospect.country === "GB" ? "GBP" : "EUR";
  return {
    won,
    amountMinor: won ? dice.int(48, 720) * 25_000 : 0,
    currency,
    closesAfterMs: dice.int(1, 8) * dayMs,
  };
}
