import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { fold } from "./text.ts";
import { zonesByCountry } from "./words/time-zone-countries.ts";
import { areaCodes, zonesByRegion } from "./words/time-zone-regions.ts";

/** What is known of where somebody is; each may be missing. */
export interface Whereabouts {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** A state or province as people write it. */
  readonly state?: string | null;
  /** In E.164. */
  readonly phone?: string | null;
}

/** Every time zone of a country; quiet hours must hold in all of them. Empty when unknown. */
export function timeZonesOf(country: string | null): readonly string[] {
  return country === null ? [] : (countryTable.get(country) ?? []);
}

/**
 * Every time zone in which somebody may be, sorted: those of the state where it is known, else of the whole country, and
 * those of the phone's area, since people keep their number when they move. Quiet hours must hold in all of them; empty
 * means unknown. IANA tz database, North American Numbering Plan.
 */
export function timeZoneCandidates({ country, state, phone }: Whereabouts): readonly string[] {
  const ofState = country === null || state === null || state === undefined ? [] : zonesOfState(country, state);
  const ofPlace = ofState.length > 0 ? ofState : timeZonesOf(country);
  const ofPhone = phone === null || phone === undefined ? [] : zonesOfPhone(phone);
  return [...new Set([...ofPlace, ...ofPhone])].sort();
}

function zonesOfState(country: string, state: string): readonly string[] {
  const word = fold(state)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return zoneTable.get(`${country} ${word.replace(/^us /, "")}`) ?? [];
}

function zonesOfPhone(phone: string): readonly string[] {
  const number = parsePhoneNumberFromString(phone);
  if (number?.country === undefined || number.getType() === "TOLL_FREE") return [];
  const region = number.countryCallingCode === "1" ? regionByArea.get(number.nationalNumber.slice(0, 3)) : undefined;
  const ofArea = region === undefined ? [] : zonesOfState(number.country, region);
  return ofArea.length > 0 ? ofArea : timeZonesOf(number.country);
}

const countryTable: ReadonlyMap<string, readonly string[]> = new Map(
  zonesByCountry
    .trim()
    .split("\n")
    .map((line) => line.trim().split(" "))
    .map(([country = "", ...zones]) => [country, zones] as const),
);

/** Zones by country and region, the region by code and by name. */
const zoneTable: ReadonlyMap<string, readonly string[]> = zonesByWord();
const regionByArea: ReadonlyMap<string, string> = new Map(
  areaCodes
    .split(/[|\n]/)
    .map((part) => part.trim().split(" "))
    .flatMap(([region = "", ...codes]) => codes.map((code) => [code, region] as const)),
);

function zonesByWord(): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const line of zonesByRegion.split("\n")) {
    const [head = "", ...regions] = line.trim().split("|");
    const [country = "", zone] = head.split(" ");
    if (zone === undefined) continue;
    for (const word of regions.flatMap(wordsOfRegion))
      table.set(`${country} ${word}`, [...(table.get(`${country} ${word}`) ?? []), zone]);
  }
  return table;
}

/** `nsw new south wales` is a code and a name, `labrador` a name. */
function wordsOfRegion(region: string): readonly string[] {
  const cut = region.indexOf(" ");
  const code = cut === -1 ? "" : region.slice(0, cut);
  return code.length > 0 && code.length < 5 && cut !== -1 ? [code, region.slice(cut + 1), region] : [region];
}
