/** A page that somebody opened from the palette. */
export interface Recent {
  readonly to: string;
  readonly label: string;
  readonly says: string;
}

const key = "fairlead.recent";
const kept = 6;

/** What was opened last, the newest first; kept in this browser alone. */
export function readRecent(): readonly Recent[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(value) ? value.filter(isRecent).slice(0, kept) : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Puts a page before what was opened earlier. */
export function keepRecent(recent: Recent): void {
  const others = readRecent().filter(({ to }) => to !== recent.to);
  localStorage.setItem(key, JSON.stringify([recent, ...others].slice(0, kept)));
}

function isRecent(value: unknown): value is Recent {
  if (typeof value !== "object" || value === null) return false;
  const said = value as Readonly<Record<string, unknown>>;
  return ["to", "label", "says"].every((name) => typeof said[name] === "string");
}
