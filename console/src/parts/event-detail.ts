const shown = [
  "subject",
  "kind",
  "class",
  "reason",
  "permanence",
  "basis",
  "outcome",
  "disposition",
  "diagnostic",
  "note",
];

/** What an event says beyond its kind, in words. */
export function eventDetail(data: Readonly<Record<string, unknown>>): string {
  return shown
    .map((name) => data[name])
    .filter((value): value is string => typeof value === "string" && value !== "")
    .map((value) => value.replaceAll("_", " "))
    .filter((value, at, all) => all.indexOf(value) === at)
    .join(" · ");
}
