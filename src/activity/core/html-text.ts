/**
 * HTML to text as a person would read it, enough for classification: block elements break lines, quotes are marked with
 * `>` so that quote removal sees them, scripts and styles vanish. Linear in its input; input length is capped by the caller.
 */
export function textOfHtml(html: string): string {
  const body = withoutElements(withoutComments(html), ["head", "style", "script", "title"]);
  const lines: string[] = [];
  let line = "";
  let quoteDepth = 0;
  const flush = (): void => {
    const text = line.replace(/[ \t\u00a0]+/g, " ").trim();
    lines.push(text === "" ? "" : `${"> ".repeat(quoteDepth)}${text}`);
    line = "";
  };
  for (const token of body.match(/<[^<>]*>|[^<]+|</g) ?? []) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(token);
    if (tag === null) {
      if (!token.startsWith("<!")) line += decodeEntities(token.replace(/\s+/g, " "));
      continue;
    }
    const name = (tag[2] ?? "").toLowerCase();
    const isClosing = tag[1] === "/";
    if (breaking.has(name)) {
      if (line.trim() !== "" || name === "br") flush();
      if (paragraph.has(name) && lines.at(-1) !== "") lines.push("");
    } else if (cells.has(name)) line += " ";
    if (name === "blockquote") quoteDepth = Math.max(0, quoteDepth + (isClosing ? -1 : 1));
  }
  flush();
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const breaking = new Set(
  "br p div tr table ul ol li h1 h2 h3 h4 h5 h6 blockquote pre hr section article header footer form address dt dd".split(
    " ",
  ),
);
const paragraph = new Set(["p", "blockquote", "table", "h1", "h2", "h3", "hr"]);
const cells = new Set(["td", "th"]);

const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    shy: "",
    zwnj: "",
    ndash: "–",
    mdash: "—",
    hellip: "…",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
    laquo: "«",
    raquo: "»",
    euro: "€",
    iexcl: "¡",
    iquest: "¿",
    szlig: "ß",
    oslash: "ø",
    Oslash: "Ø",
    aelig: "æ",
    AElig: "Æ",
    oelig: "œ",
  }),
);
const accents: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acute: "\u0301",
    grave: "\u0300",
    circ: "\u0302",
    uml: "\u0308",
    tilde: "\u0303",
    cedil: "\u0327",
    ring: "\u030a",
    caron: "\u030c",
  }),
);

/** Resolves character references: numeric ones, the common names, and Latin letters with an accent (`&eacute;`). */
export function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, body: string) => {
    if (body.startsWith("#")) {
      const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number.parseInt(body.slice(1), 10);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    }
    const accent = accents.get(body.slice(1).toLowerCase());
    return named.get(body) ?? (accent === undefined ? whole : `${body.charAt(0)}${accent}`.normalize("NFC"));
  });
}

function withoutComments(html: string): string {
  let out = "";
  let at = 0;
  for (;;) {
    const start = html.indexOf("<!--", at);
    if (start === -1) return out + html.slice(at);
    out += html.slice(at, start);
    const end = html.indexOf("-->", start + 4);
    if (end === -1) return out;
    at = end + 3;
  }
}

function withoutElements(html: string, names: readonly string[]): string {
  let text = html;
  for (const name of names) {
    const open = new RegExp(`<${name}[\\s>]`, "gi");
    const close = new RegExp(`</${name}\\s*>`, "gi");
    let out = "";
    let at = 0;
    for (;;) {
      open.lastIndex = at;
      const start = open.exec(text)?.index;
      if (start === undefined) break;
      close.lastIndex = start;
      const end = close.exec(text);
      if (end === null) break;
      out += text.slice(at, start);
      at = end.index + end[0].length;
    }
    text = out + text.slice(at);
  }
  return text;
}
