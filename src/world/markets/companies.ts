import type { Company } from "../market.ts";
import { diceFor } from "../random.ts";
import { rates } from "./rates.ts";

const industries = [
  ["Computer Software", 24],
  ["Information Technology and Services", 12],
  ["Logistics and Supply Chain", 12],
  ["Financial Services", 10],
  ["Industrial Automation", 10],
  ["Retail", 7],
  ["Marketing and Advertising", 6],
  ["Construction", 4],
  ["Hospital & Health Care", 5],
  ["Government Administration", 3],
  ["Education Management", 3],
  ["Farming", 2],
  ["Restaurants", 2],
] as const;

const headCounts = [
  [4, 12, 8],
  [15, 48, 17],
  [52, 190, 34],
  [210, 480, 24],
  [520, 1900, 12],
  [2100, 24_000, 5],
] as const;

const first = words(
  "Amber Birch Cobalt Delta Ember Falcon Granite Harbor Indigo Juniper Kestrel Lumen Maple Nimbus Ochre Pioneer Quarry Raven Summit Tidal Umber Vertex Willow Zephyr Argon Beacon Copper Drift Elm Fjord Garnet Heron Iris Jasper Kepler Larch Meridian Nova Onyx Polar Quill Ridge Sable Thistle Upland Violet Wren Xenon Yarrow Zenith Aspen Basalt Cedar Dune Echo Flint",
);
const second = words(
  "forge works metrics bridge point stack field wave grid line gate loop craft port path yard mark lane cast trail house logic press bay view desk flow span tower root",
);
const legalForms: Readonly<Record<string, readonly string[]>> = {
  US: ["Inc.", "LLC", "Corp."],
  GB: ["Ltd", "PLC", "Limited"],
  FR: ["SAS", "SARL"],
  ES: ["S.L.", "S.A."],
  IT: ["S.r.l.", "S.p.A."],
  DE: ["GmbH", "AG", "GmbH & Co. KG"],
  AT: ["GmbH"],
  CH: ["AG", "Sàrl"],
  NL: ["B.V."],
  BE: ["NV", "BV"],
  PL: ["Sp. z o.o.", "S.A."],
  PT: ["Lda."],
  BR: ["Ltda."],
  SE: ["AB"],
  RU: ["OOO"],
};
const topLevel: Readonly<Record<string, string>> = {
  GB: "co.uk",
  FR: "fr",
  ES: "es",
  IT: "it",
  DE: "de",
  AT: "at",
  CH: "ch",
  NL: "nl",
  BE: "be",
  PL: "pl",
  PT: "pt",
  BR: "com.br",
  SE: "se",
  RU: "ru",
};

/**
 * The company with this number. The number is part of the domain: it keeps domains apart and keeps them from being
 * anybody's real one.
 */
export function companyAt(seed: string, index: number): Company {
  const dice = diceFor(seed, "company", index);
  const [country] = dice.weighted(rates.countries.map((row) => [row, row[2]] as const));
  const word = `${dice.pick(first)}${dice.pick(second)}`;
  const form = dice.pick(legalForms[country] ?? ["Ltd"]);
  const [low, high] = dice.weighted(headCounts.map((row) => [row, row[2]] as const));
  const ending = dice.chance(0.25) ? "com" : (topLevel[country] ?? "com");
  return {
    id: `c${String(index).padStart(4, "0")}`,
    name: `${word} ${form}`,
    domain: `${word.toLowerCase()}${1000 + ((index * 7919) % 9000)}.${ending}`,
    country,
    industry: dice.weighted(industries),
    employees: dice.int(low, high),
    relation: dice.weighted(rates.relations),
  };
}

/** The language spoken at a company of this country. */
export function languageOf(country: string): string {
  return rates.countries.find(([code]) => code === country)?.[1] ?? "en";
}

function words(text: string): readonly string[] {
  return text.split(" ");
}
