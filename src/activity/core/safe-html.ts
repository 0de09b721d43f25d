import { decodeEntities } from "./html-text.ts";
import { type Tag, tagsAndTexts } from "./html-tokens.ts";
import { type MailPicture, type MailPictures, pictureOf } from "./mail-picture.ts";

/** Formatted mail made harmless, and whether more was there. */
export interface SafeHtml {
  readonly html: string;
  readonly isCut: boolean;
}

const inputMaxChars = 400_000;
const depthMax = 100;
const addressMaxChars = 300;

const elements = new Set(
  (
    "p div span br hr b strong i em u s strike small big sub sup blockquote pre code tt kbd ul ol li dl dt dd table thead tbody " +
    "tfoot tr td th caption colgroup col h1 h2 h3 h4 h5 h6 center font abbr address cite q article section header footer main"
  ).split(" "),
);
const empty = new Set(["br", "hr", "col"]);

/** What each attribute may say; any other attribute goes, and so does a value that says more. */
const attributes: ReadonlyMap<string, RegExp> = new Map([
  ["align", /^(left|center|right|justify)$/i],
  ["valign", /^(top|middle|bottom|baseline)$/i],
  ["dir", /^(ltr|rtl|auto)$/i],
  ["lang", /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i],
  ["colspan", /^\d{1,2}$/],
  ["rowspan", /^\d{1,3}$/],
  ["width", /^\d{1,4}%?$/],
  ["height", /^\d{1,4}%?$/],
  ["border", /^\d{1,2}$/],
  ["cellpadding", /^\d{1,2}$/],
  ["cellspacing", /^\d{1,2}$/],
  ["bgcolor", /^(#[0-9a-f]{3,8}|[a-z]{3,20})$/i],
  ["color", /^(#[0-9a-f]{3,8}|[a-z]{3,20})$/i],
]);

const properties = new Set(
  (
    "color background-color font-size font-weight font-style font-family text-align text-decoration line-height margin margin-top " +
    "margin-bottom margin-left margin-right padding padding-top padding-bottom padding-left padding-right border border-top " +
    "border-bottom border-left border-right border-collapse width max-width vertical-align white-space"
  ).split(" "),
);
/** No parenthesis, slash, escape or at-sign: nothing in a value can call or load anything. */
const plainValue = /^[\w#%.,\s"'-]{1,120}$/;

/** Pictures that stand in the markup itself. Vector graphics are documents, not pictures. */
const writtenPicture = /^data:image\/(?:png|gif|jpeg|webp);base64,([A-Za-z0-9+/=\s]{1,300000})$/;

/** What all pictures of one mail may come to, however often each is named: in characters of their addresses, and drawn. */
const picturesMax = { chars: 8_000_000, pixels: 100_000_000 } as const;

/**
 * What of formatted mail may be looked at: elements and attributes of a closed list, written anew, so that nothing of the
 * original markup is passed on. Links are spelled out and lead nowhere, remote pictures are named and not loaded; those that
 * the mail carries are shown where they are given. A frame without scripts and a policy that loads nothing stand behind it.
 */
export function safeHtml(html: string, pictures: MailPictures = new Map()): SafeHtml {
  const out: string[] = [];
  const left = { ...picturesMax };
  const open: { readonly name: string; readonly address: string }[] = [];
  const close = (name: string): void => {
    const at = open.findLastIndex((one) => one.name === name);
    if (at === -1) return;
    for (const one of open.splice(at).toReversed()) out.push(ending(one));
  };
  for (const token of tagsAndTexts(html.slice(0, inputMaxChars))) {
    if (token.is === "text") {
      out.push(escaped(decodeEntities(token.text)));
      continue;
    }
    if (token.isEnd) {
      close(token.name);
      continue;
    }
    if (token.name === "img") out.push(imageOf(token, pictures, left));
    else if (token.name === "a" && open.length < depthMax) {
      open.push({ name: "a", address: addressOf(token) });
      out.push('<span class="link">');
    } else if (elements.has(token.name) && (empty.has(token.name) || open.length < depthMax)) {
      out.push(`<${token.name}${attributesOf(token)}>`);
      if (!empty.has(token.name)) open.push({ name: token.name, address: "" });
    }
  }
  for (const one of open.toReversed()) out.push(ending(one));
  return { html: out.join(""), isCut: html.length > inputMaxChars };
}

function ending({ name, address }: { readonly name: string; readonly address: string }): string {
  if (name !== "a") return `</${name}>`;
  return address === "" ? "</span>" : `</span> <span class="address">[${escaped(address)}]</span>`;
}

/** Where a link would lead, as text; a script is no place. */
function addressOf(tag: Tag): string {
  const address = decodeEntities(tag.attributes.get("href") ?? "")
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, "")
    .slice(0, addressMaxChars);
  if (address === "" || address.startsWith("#")) return "";
  return /^(https?:|mailto:|tel:)/i.test(address) ? address : "a link that is not shown";
}

function imageOf(tag: Tag, pictures: MailPictures, left: { chars: number; pixels: number }): string {
  const words = decodeEntities(tag.attributes.get("alt") ?? "").slice(0, addressMaxChars);
  const picture = pictureAt(tag.attributes.get("src") ?? "", pictures);
  if (picture !== null && picture.address.length <= left.chars && picture.pixels <= left.pixels) {
    left.chars -= picture.address.length;
    left.pixels -= picture.pixels;
    return `<img src="${picture.address}" alt="${escaped(words)}">`;
  }
  // Pictures of one point are there to be counted, not to be seen.
  const isPoint = ["width", "height"].some((name) => /^[01]$/.test(tag.attributes.get(name) ?? ""));
  return isPoint ? "" : `<span class="picture">[picture${words === "" ? "" : `: ${escaped(words)}`}]</span>`;
}

/** The picture of the mail that an address means: one that it carries as a part, or one that is written out. */
function pictureAt(source: string, pictures: MailPictures): MailPicture | null {
  const written = writtenPicture.exec(source)?.[1];
  if (written !== undefined) return pictureOf(Buffer.from(written, "base64"));
  const named = /^\s*cid:(.{1,500}?)\s*$/i.exec(source)?.[1];
  return named === undefined ? null : (pictures.get(decodeEntities(named)) ?? pictures.get(unescapedId(named)) ?? null);
}

/** An id as it stands in the head of its part: in an address it is percent-encoded (RFC 2392). */
function unescapedId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not encoded then, and looked up as it is.
    return text;
  }
}

function attributesOf(tag: Tag): string {
  const kept = [...tag.attributes].flatMap(([name, value]) => {
    if (name === "style") return styleOf(decodeEntities(value));
    return attributes.get(name)?.test(value) === true ? [`${name}="${value}"`] : [];
  });
  return kept.map((one) => ` ${one}`).join("");
}

function styleOf(text: string): readonly string[] {
  const kept = text
    .slice(0, 2_000)
    .split(";")
    .flatMap((declaration) => {
      const [name = "", value = ""] = declaration.split(/:(.*)/s).map((part) => part.trim());
      return properties.has(name.toLowerCase()) && plainValue.test(value) ? [`${name.toLowerCase()}:${value}`] : [];
    });
  return kept.length === 0 ? [] : [`style="${escaped(kept.join(";"))}"`];
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
