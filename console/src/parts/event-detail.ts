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
  return [...shown.map((name) => data[name]), whatFollows(data)]
    .filter((value): value is string => typeof value === "string" && value !== "")
    .map((value) => value.replaceAll("_", " "))
    .filter((value, at, all) => all.indexOf(value) === at)
    .join(" · ");
}

/** What follows for its sequence from a refusal that blames us. */
function whatFollows(data: Readonly<Record<string, unknown>>): string {
  const { blamesUs, refusals, againAt } = data;
  if (blamesUs !== true) return "";
  if (typeof againAt !== "string") return `about us, refused ${String(refusals)} times: the sequence ended`;
  return `about us: the step is proposed again, not before ${againAt.slice(0, 10)}`;
}
