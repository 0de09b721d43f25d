/** One part of a pattern: any text, or this text. */
export type PatternPart = "Wildcard" | { readonly Literal: string };

/** The test of a `like` pattern: the texts between its wildcards follow each other, each as early as it can stand. */
export function likeTest(pattern: readonly PatternPart[]): (text: string) => boolean {
  const pieces = piecesOf(pattern);
  const [first = ""] = pieces;
  const last = pieces.at(-1) ?? "";
  if (pieces.length === 1) return (text) => text === first;
  const between = pieces.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const piece of between) {
      const found = text.indexOf(piece, at);
      if (found === -1) return false;
      at = found + piece.length;
    }
    return at <= text.length - last.length;
  };
}

/** The literal text before, between and after the wildcards. */
function piecesOf(pattern: readonly PatternPart[]): readonly string[] {
  const pieces = [""];
  for (const part of pattern) {
    if (part === "Wildcard") pieces.push("");
    else pieces.push(`${pieces.pop() ?? ""}${part.Literal}`);
  }
  return pieces;
}
