import type { NameParts } from "../identity/core/person-name.ts";
import type { Answer, Line } from "./json-lines.ts";

/** A kind of normaliser: the fields that it fills, and how it is loaded. */
export interface Kind {
  readonly fills: readonly string[];
  load(): Promise<Answer>;
}

/** Each kind loads only its own tables, so that a call starts at once. */
export const normalizeKinds: Readonly<Record<string, Kind>> = {
  email: {
    fills: ["match_key", "send"],
    load: async () => {
      const { parseEmail } = await import("../identity/core/email.ts");
      return (line) => {
        const address = parseEmail(textOf(line, "input", "email"));
        return { match_key: address?.matchKey ?? null, send: address?.send ?? null };
      };
    },
  },
  "email-class": {
    fills: ["free_mail", "role", "placeholder"],
    load: async () => {
      const [{ parseEmail }, { emailTraits }] = await Promise.all([
        import("../identity/core/email.ts"),
        import("../identity/core/email-class.ts"),
      ]);
      return (line) => {
        const address = parseEmail(textOf(line, "email", "input"));
        const traits = address === null ? null : emailTraits(address);
        return {
          free_mail: Number(traits?.freeMail === true),
          role: Number(traits?.role === true),
          placeholder: Number(traits?.placeholder === true),
        };
      };
    },
  },
  domain: {
    fills: ["registrable"],
    load: async () => {
      const { registrableDomain } = await import("../identity/core/host.ts");
      return (line) => ({ registrable: registrableDomain(textOf(line, "input")) });
    },
  },
  "company-domain": {
    fills: ["company_domain"],
    load: async () => {
      const { companyDomain } = await import("../identity/core/host.ts");
      return (line) => ({ company_domain: companyDomain(textOf(line, "input")) });
    },
  },
  "company-name": {
    fills: ["same_key", "key"],
    load: async () => {
      const { companyNameKey } = await import("../identity/core/company-name.ts");
      return (line) => {
        if (line["input"] !== undefined) return { key: companyNameKey(textOf(line, "input")) };
        const [a, b] = [companyNameKey(textOf(line, "a")), companyNameKey(textOf(line, "b"))];
        return { same_key: Number(a !== null && a === b) };
      };
    },
  },
  phone: {
    fills: ["e164"],
    load: async () => {
      const [{ phoneE164 }, { countryCode }] = await Promise.all([
        import("../identity/core/phone.ts"),
        import("../identity/core/country.ts"),
      ]);
      return (line) => {
        const region = line["region"] === undefined ? "" : textOf(line, "region").trim();
        // Some plans belong to no country of their own: Ascension is `AC`.
        const code = countryCode(region) ?? (/^[A-Za-z]{2}$/.test(region) ? region.toUpperCase() : null);
        return { e164: phoneE164(textOf(line, "input"), code) };
      };
    },
  },
  linkedin: {
    fills: ["slug"],
    load: async () => {
      const { linkedinSlug } = await import("../identity/core/linkedin.ts");
      return (line) => ({ slug: linkedinSlug(textOf(line, "input")) });
    },
  },
  "name-pair": {
    fills: ["expect"],
    load: async () => {
      const [{ parsePersonName }, { nameAgreement }] = await Promise.all([
        import("../identity/core/person-name.ts"),
        import("../identity/core/name-agreement.ts"),
      ]);
      return (line) => ({
        expect: nameAgreement(parsePersonName(nameOf(line, "a")), parsePersonName(nameOf(line, "b"))),
      });
    },
  },
};

/** The text of the first of these fields that the line has; null is an empty cell. */
function textOf(line: Line, ...fields: readonly string[]): string {
  const field = fields.find((name) => line[name] !== undefined);
  if (field === undefined) throw new RangeError(`the line has no \`${fields[0]}\``);
  const value = line[field];
  if (value === null) return "";
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw new RangeError(`\`${field}\` is no text`);
}

/** A name as `["Jane", "Doe"]`, as `"Jane Doe"`, or as `{"first", "last", "full"}`. */
function nameOf(line: Line, field: string): NameParts {
  const value = line[field];
  if (Array.isArray(value)) {
    const [first, last] = value.map((part) => (part === null ? "" : String(part)));
    return { first: first ?? "", last: last ?? "" };
  }
  if (typeof value !== "object" || value === null) return { full: textOf(line, field) };
  const parts = value as Line;
  const part = (name: string): string => (parts[name] === undefined ? "" : textOf(parts, name));
  return { first: part("first"), last: part("last"), full: part("full") };
}
