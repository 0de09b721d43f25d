interface WithTimeZones {
  getTimeZones?: () => string[] | undefined;
}

/** Every time zone of a country, from the runtime's tables; quiet hours must hold in all of them. Empty when unknown. */
export function timeZonesOf(country: string | null): readonly string[] {
  if (country === null || !/^[A-Z]{2}$/.test(country)) return [];
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & WithTimeZones;
  return locale.getTimeZones?.() ?? [];
}
