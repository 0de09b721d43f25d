/** Text as database and audit log can hold it: no NUL, and no half of a character that a sender or a cut left behind. */
export function plainText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

/** A value of plain objects and lists with every text in it made plain. */
export function plainTexts<T>(value: T): T {
  return plain(value) as T;
}

function plain(value: unknown): unknown {
  if (typeof value === "string") return plainText(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}
