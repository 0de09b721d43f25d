import { expect, test } from "vitest";
import { fairlead, type Ran } from "../helpers/command.ts";

/** Lines of our own making, each with the results that its kind gives. */
const vectors: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  email: [
    { input: "Tom.Roe+list@Googlemail.com", match_key: "tomroe@gmail.com", send: "tom.roe+list@googlemail.com" },
    { input: "Tom Roe <tom@straße.de>", match_key: "tom@xn--strae-oqa.de", send: "tom@xn--strae-oqa.de" },
    { input: null, match_key: null, send: null },
  ],
  "email-class": [
    { email: "vertrieb@firma.de", free_mail: 0, role: 1, placeholder: 0 },
    { email: "tom@web.de", free_mail: 1, role: 0, placeholder: 0 },
    { email: "none@none.com", free_mail: 0, role: 0, placeholder: 1 },
  ],
  domain: [
    { input: "https://www.firma.co.at:443/x?y", registrable: "firma.co.at" },
    { input: "10.0.0.1", registrable: null },
  ],
  "company-domain": [
    { input: "https://de.linkedin.com/company/firma", company_domain: null },
    { input: "firma.myshopify.com", company_domain: "firma.myshopify.com" },
  ],
  "company-name": [
    { a: "Firma GmbH & Co. KG", b: "FIRMA", same_key: 1 },
    { a: "Firma Nord", b: "Firma Süd", same_key: 0 },
    { input: "The Firma Company, Inc.", key: "firma" },
  ],
  phone: [
    { region: "AT", input: "0664 1234567", e164: "+436641234567" },
    { region: "Austria", input: "0664 1234567", e164: "+436641234567" },
    { input: "+43 664 1234567", e164: "+436641234567" },
    { region: "AT", input: "4.36641E+11", e164: null },
  ],
  linkedin: [
    { input: "https://at.linkedin.com/in/Tom-Roe?trk=x", slug: "tom-roe" },
    { input: "tom-roe", slug: null },
  ],
  "name-pair": [
    { a: ["Thomas", "Roe"], b: ["Roe", "Tom"], expect: "same" },
    { a: ["Anna", "Roe"], b: ["Anna", "Maier"], expect: "same_if_personal_key" },
    { a: "Roe, Thomas", b: { first: "Timothy", last: "Roe" }, expect: "diff" },
  ],
};

const asked = new Set(["input", "email", "region", "a", "b"]);

function normalize(kind: string, lines: readonly string[]): Promise<Ran> {
  return fairlead(["identity", "normalize", kind, "--jsonl"], {}, (child) => child.stdin?.write(lines.join("\n")));
}

test.each(Object.entries(vectors))(
  "identity normalize %s gives each line back with its results",
  async (kind, lines) => {
    const questions = lines.map((line) =>
      Object.fromEntries(Object.entries(line).filter(([field]) => asked.has(field))),
    );
    const { code, out, err } = await normalize(
      kind,
      questions.map((line) => JSON.stringify(line)),
    );
    expect(err).toBe("");
    expect(
      out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual(lines);
    expect(code).toBe(0);
  },
);

test("a line that cannot be read says so in its place, and the others are answered", async () => {
  const lines = [
    '{"input": "tom@firma.de", "id": 7}',
    "tom@firma.de",
    '["tom@firma.de"]',
    "",
    '{"mail": 1}',
    '{"input": {}}',
  ];
  const { code, out, err } = await normalize("email", lines);
  expect(code).toBe(2);
  expect(err).toContain("4 of 6 lines");
  expect(
    out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { input: "tom@firma.de", id: 7, match_key: "tom@firma.de", send: "tom@firma.de" },
    { error: "line 2: it is not JSON" },
    { error: "line 3: it is no JSON object" },
    { mail: 1, error: "line 5: the line has no `input`" },
    { input: {}, error: "line 6: `input` is no text" },
  ]);
});

test("an old result does not pass for a new one", async () => {
  const { out } = await normalize("email", [
    '{"input": "nobody", "match_key": "x@y.com", "send": "x@y.com", "error": "old"}',
  ]);
  expect(JSON.parse(out)).toEqual({ input: "nobody", error: "old", match_key: null, send: null });
});

test("the kinds and the flag are asked for by name", async () => {
  const kind = await fairlead(["identity", "normalize", "colour", "--jsonl"]);
  expect(kind.code).toBe(2);
  expect(kind.err).toContain("email, email-class, domain");
  const flag = await fairlead(["identity", "normalize", "email"]);
  expect(flag.code).toBe(2);
  expect(flag.err).toContain("--jsonl");
});
