import { expect, test } from "vitest";
import { countryCode } from "./country.ts";
import { timeZoneCandidates, timeZonesOf } from "./time-zones.ts";

test.each([
  ["DE", "DE"],
  ["de", "DE"],
  ["DEU", "DE"],
  ["FRA", "FR"],
  ["XKX", "XK"],
  ["UK", "GB"],
  ["U.K.", "GB"],
  ["u.s.a.", "US"],
  ["USA", "US"],
  ["United States of America", "US"],
  ["The Netherlands", "NL"],
  ["Holland", "NL"],
  ["Scotland", "GB"],
  // Names at home and in other languages
  ["Deutschland", "DE"],
  ["Allemagne", "DE"],
  ["España", "ES"],
  ["Espagne", "ES"],
  ["Österreich", "AT"],
  ["Oesterreich", "AT"],
  ["Česko", "CZ"],
  ["Magyarország", "HU"],
  ["Suomi", "FI"],
  ["Ελλάδα", "GR"],
  ["Россия", "RU"],
  ["Україна", "UA"],
  ["日本", "JP"],
  ["中国", "CN"],
  ["대한민국", "KR"],
  ["ไทย", "TH"],
  ["भारत", "IN"],
  ["مصر", "EG"],
  ["Türkiye", "TR"],
  ["Turkey", "TR"],
  ["Côte d’Ivoire", "CI"],
  ["Trinidad & Tobago", "TT"],
  // Official names, brackets, flags, places
  ["Korea, Republic of", "KR"],
  ["Korea, Democratic People's Republic of", "KP"],
  ["Iran, Islamic Republic of", "IR"],
  ["Bolivia, Plurinational State of", "BO"],
  ["Congo, The Democratic Republic of the", "CD"],
  ["Russian Federation", "RU"],
  ["Viet Nam", "VN"],
  ["Germany (DE)", "DE"],
  ["🇩🇪", "DE"],
  ["Berlin, Germany", "DE"],
  ["Georgia", "GE"],
])("%s is %s", (text, code) => {
  expect(countryCode(text)).toBe(code);
});

test.each(["", "n/a", "undefined", "the moon", "Europe", "EMEA", "California", "Republic of", ",", "ZZ", "QQQ"])(
  "`%s` is no country",
  (text) => {
    expect(countryCode(text)).toBeNull();
  },
);

test("a country has every zone that it spans", () => {
  expect(timeZonesOf("DE")).toContain("Europe/Berlin");
  expect(timeZonesOf("US").length).toBeGreaterThan(5);
  expect(timeZonesOf(null)).toEqual([]);
  expect(timeZonesOf("nowhere")).toEqual([]);
});

test.each([
  [{ country: "US", state: "California" }, ["America/Los_Angeles"]],
  [{ country: "US", state: "ny" }, ["America/New_York"]],
  [{ country: "US", state: "Texas" }, ["America/Chicago", "America/Denver"]],
  [{ country: "CA", state: "Québec" }, ["America/Halifax", "America/Toronto"]],
  [{ country: "AU", state: "W.A." }, []],
  [{ country: "AU", state: "Western Australia" }, ["Australia/Perth"]],
  [{ country: "ES", state: "Islas Canarias" }, ["Atlantic/Canary"]],
  // A number is kept when somebody moves: its area counts beside the state.
  [{ country: "US", state: "CA", phone: "+12125550100" }, ["America/Los_Angeles", "America/New_York"]],
  [{ country: null, phone: "+442079460018" }, ["Europe/London"]],
  [{ country: "FR", phone: "+442079460018" }, ["Europe/London", "Europe/Paris"]],
  [{ country: null, phone: "+18002530000" }, []],
  [{ country: null, state: "California" }, []],
  [{ country: null, phone: null }, []],
])("%j may be in %j", (where, zones) => {
  const found = timeZoneCandidates(where);
  if (zones.length > 0 || where.country === null) expect(found).toEqual(zones);
  else expect(found).toEqual([...timeZonesOf(where.country)].sort());
});

test("every zone of the table is one that the runtime knows", () => {
  for (const country of ["AQ", "AU", "DE", "ID", "RU", "US"])
    for (const zone of timeZonesOf(country))
      expect(() => new Intl.DateTimeFormat("en", { timeZone: zone })).not.toThrow();
});
