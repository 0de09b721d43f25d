const profile =
  /(?:^|[\s"'(<:=,;])(?:https?:)?\/*(?:[a-z0-9-]+\.)*linkedin\.com\/+(?:mwlite\/+|m\/+)?(in|pub)\/+([^/?#\s"<>]+)((?:\/[0-9a-f]{1,3}){3}(?=[/?#\s]|$))?/i;

/** LinkedIn allows 3 to 100 characters; an encoded letter takes up to twelve in an address. */
const slugLengthMin = 3;
const slugLengthMax = 100;

/**
 * The slug of a LinkedIn profile address in NFC and lower case, or null: a bare word may be anything, and a company's page
 * is no person's. Addresses of the old form (`/pub/jane-doe/1/2a/345`) give the slug that they redirect to.
 */
export function linkedinSlug(input: string): string | null {
  if (!/linkedin/i.test(input)) return null;
  const found = profile.exec(
    input
      .toWellFormed()
      .replace(/\p{Cf}/gu, "")
      .trim(),
  );
  const [, kind, name, numbers] = found ?? [];
  if (name === undefined) return null;
  const slug = decoded(name)
    .normalize("NFC")
    .toLowerCase()
    .normalize("NFC")
    .replace(/[),.;'’]+$/, "");
  if (slug.length < slugLengthMin || slug.length > slugLengthMax || /[\s/?#]/.test(slug) || slug === "unavailable")
    return null;
  return kind?.toLowerCase() === "pub" && numbers !== undefined ? `${slug}-${oldNumber(numbers)}` : slug;
}

/** `/1/2a/345` is `34502a1`: the parts from the last to the first, all but the first filled up to three places. */
function oldNumber(parts: string): string {
  const [first = "", second = "", third = ""] = parts.toLowerCase().split("/").slice(1);
  return `${third.padStart(3, "0")}${second.padStart(3, "0")}${first}`;
}

/** Percent signs undone, and once more where they were encoded twice. */
function decoded(text: string): string {
  let current = text;
  for (let round = 0; round < 8 && /%[0-9a-f]{2}/i.test(current); round += 1) {
    try {
      current = decodeURIComponent(current);
    } catch (error) {
      if (error instanceof URIError) return current;
      throw error;
    }
  }
  return current;
}
