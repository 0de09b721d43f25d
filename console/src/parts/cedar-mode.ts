import { StreamLanguage, type StringStream } from "@codemirror/language";

const words = /^(permit|forbid|when|unless|if|then|else|in|has|like|is)\b/;
const names = /^(principal|action|resource|context)\b/;

/** The colours of Cedar: a text is read token by token, and none of them spans a line. */
export const cedarMode = StreamLanguage.define<null>({
  name: "cedar",
  startState: () => null,
  token: cedarToken,
  languageData: { commentTokens: { line: "//" }, closeBrackets: { brackets: ["(", "[", "{", '"'] } },
});

function cedarToken(stream: StringStream): string | null {
  if (stream.eatSpace()) return null;
  if (stream.match("//")) {
    stream.skipToEnd();
    return "comment";
  }
  if (stream.match(/^"(?:\\.|[^"\\])*"?/)) return "string";
  if (stream.match(/^@\w+/)) return "meta";
  if (stream.match(words)) return "keyword";
  if (stream.match(names)) return "variableName";
  if (stream.match(/^(true|false)\b/)) return "bool";
  if (stream.match(/^\d+/)) return "number";
  if (stream.match(/^\w+(?=\s*::)/)) return "typeName";
  if (stream.match(/^\w+/)) return null;
  stream.next();
  return null;
}

/** The colours of a table of cases: names before a colon, texts, numbers and comments. */
export const casesMode = StreamLanguage.define<null>({
  name: "cases",
  startState: () => null,
  token: (stream) => {
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return "comment";
    if (stream.match(/^[\w.-]+(?=:(\s|$))/)) return "keyword";
    if (stream.match(/^"(?:\\.|[^"\\])*"?|^'[^']*'?/)) return "string";
    if (stream.match(/^\d[\d.:TZ-]*/)) return "number";
    if (stream.match(/^(true|false|null)\b/)) return "bool";
    if (stream.match(/^\w+/)) return null;
    stream.next();
    return null;
  },
  languageData: { commentTokens: { line: "#" } },
});
