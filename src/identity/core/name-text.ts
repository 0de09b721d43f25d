import type { PersonName } from "./person-name.ts";

/** A name as one line of text, equal for equal names, from which it can be read again. */
export function nameText({ strength, given, family, suffix }: PersonName): string {
  return `${strength}\n${given}\n${family}\n${suffix}`;
}

/** The name of such a text. */
export function nameFromText(text: string): PersonName {
  const [strength, given = "", family = "", suffix = ""] = text.split("\n");
  if (strength !== "full" && strength !== "weak" && strength !== "none")
    throw new Error(`\`${text}\` is no name's text`);
  return { strength, given, family, suffix };
}
