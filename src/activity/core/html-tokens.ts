/** A tag with its attributes as they are written; the first of a name counts. */
export interface Tag {
  readonly is: "tag";
  readonly name: string;
  readonly isEnd: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

/** What a piece of HTML is made of, in order. */
export type Token = Tag | { readonly is: "text"; readonly text: string };

/** Elements whose content is not HTML to read, or is nothing to look at: it goes with them. */
const skipped = new Set(
  (
    "script style title textarea xmp iframe noembed noframes noscript plaintext template svg math object applet audio " +
    "video canvas select"
  ).split(" "),
);
const attributesMax = 60;

/**
 * Takes HTML apart, once over its characters. It does not have to read what a browser reads: whoever uses it writes everything
 * anew, so that a reading which differs can lose text and never let anything through.
 */
export function* tagsAndTexts(html: string): Generator<Token> {
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf("<", at);
    if (start === -1) {
      yield { is: "text", text: html.slice(at) };
      return;
    }
    if (start > at) yield { is: "text", text: html.slice(at, start) };
    if (html.startsWith("<!--", start)) at = after(html, "-->", start + 4);
    else if (/[!?]/.test(html[start + 1] ?? "")) at = after(html, ">", start);
    else {
      const read = tagAt(html, start);
      if (read === null) {
        yield { is: "text", text: "<" };
        at = start + 1;
        continue;
      }
      at = read.end;
      if (skipped.has(read.tag.name)) at = read.tag.isEnd ? at : afterElement(html, read.tag.name, at);
      else yield read.tag;
    }
  }
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
}

/** Behind the end tag of an element, or the end of all where there is none. */
function afterElement(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>]|$)[^>]*>?`, "gi");
  end.lastIndex = from;
  const found = end.exec(html);
  return found === null ? html.length : found.index + found[0].length;
}

const tagName = /<(\/?)([a-z][a-z0-9:-]{0,40})/iy;
const attribute = /[\s/]*([^\s"'<>/=]{1,80})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?/y;
const tagEnd = /[^>]*>?/y;

/** The tag that begins here, or null where this is no tag. */
function tagAt(html: string, start: number): { readonly tag: Tag; readonly end: number } | null {
  tagName.lastIndex = start;
  const head = tagName.exec(html);
  if (head === null) return null;
  let end = start + head[0].length;
  const attributes = new Map<string, string>();
  for (let count = 0; count < attributesMax; count += 1) {
    attribute.lastIndex = end;
    const found = attribute.exec(html);
    if (found === null) break;
    end = attribute.lastIndex;
    const name = (found[1] ?? "").toLowerCase();
    if (!attributes.has(name)) attributes.set(name, found[2] ?? found[3] ?? found[4] ?? "");
  }
  tagEnd.lastIndex = end;
  tagEnd.exec(html);
  end = tagEnd.lastIndex;
  const name = (head[2] ?? "").toLowerCase();
  return { tag: { is: "tag", name, isEnd: head[1] === "/", attributes }, end };
}
