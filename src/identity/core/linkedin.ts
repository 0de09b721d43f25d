const profile = /^(?:https?:)?(?:\/\/)?(?:[a-z]{2,3}\.)?linkedin\.com\/(?:mwlite\/)?(?:in|pub)\/([^/?#\s]+)/i;

/** The slug of a LinkedIn profile address, or null: a bare word may be anything. */
export function linkedinSlug(input: string): string | null {
  const found = profile.exec(
    input
      .trim()
      .replace(/^www\./i, "")
      .replace("://www.", "://"),
  )?.[1];
  if (found === undefined) return null;
  const slug = decoded(found).normalize("NFC").toLowerCase();
  return slug.length < 3 || slug === "unavailable" ? null : slug;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
