/** A date as `2026-01-31`, or null. `31.01.2026` is read; `01/02/2026` is two days and is neither. */
export function calendarDay(text: string): string | null {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/.exec(text);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, day] =
    iso !== null
      ? [iso[1], iso[2], iso[3]]
      : dotted !== null
        ? [dotted[3], dotted[2], dotted[1]]
        : [undefined, undefined, undefined];
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const instant = Date.parse(`${written}T00:00:00.000Z`);
  // The calendar decides: the parser would take the 30th of February for a day in March.
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(written) ? written : null;
}
