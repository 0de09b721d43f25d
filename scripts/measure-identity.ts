/**
 * Measures the normalisers and the resolver on data with known truth: `node scripts/measure-identity.ts DIR [OUT]`. DIR holds
 * `vectors/*.jsonl` and `crm_*_input.csv.gz`; OUT takes `contacts.csv` and `accounts.csv` (`id,cluster`) for a scorer.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { companyNameKey } from "../src/identity/core/company-name.ts";
import { parseCsv } from "../src/identity/core/csv.ts";
import { parseEmail } from "../src/identity/core/email.ts";
import { emailTraits } from "../src/identity/core/email-class.ts";
import { companyDomain, registrableDomain } from "../src/identity/core/host.ts";
import { linkedinSlug } from "../src/identity/core/linkedin.ts";
import { contactMatch, type Fields } from "../src/identity/core/match.ts";
import { nameAgreement } from "../src/identity/core/name-agreement.ts";
import { parsePersonName } from "../src/identity/core/person-name.ts";
import { phoneE164 } from "../src/identity/core/phone.ts";
import { resolveContacts } from "../src/identity/core/resolve.ts";
import { addRow, eachCluster, fileRecords } from "../src/identity/core/resolve-file.ts";
import { contactFieldsOf } from "../src/identity/core/row-fields.ts";

type Vector = Readonly<Record<string, unknown>>;

const text = (vector: Vector, name: string): string => String(vector[name] ?? "");

const families: Readonly<Record<string, (vector: Vector) => boolean>> = {
  email: (v) => {
    const read = parseEmail(text(v, "input"));
    return (read?.matchKey ?? null) === v["match_key"] && (read?.send ?? null) === v["send"];
  },
  email_class: (v) => {
    const read = parseEmail(text(v, "email"));
    if (read === null) return false;
    const traits = emailTraits(read);
    return (
      Number(traits.freeMail) === v["free_mail"] &&
      Number(traits.role) === v["role"] &&
      Number(traits.placeholder) === v["placeholder"]
    );
  },
  domain: (v) => registrableDomain(text(v, "input")) === v["registrable"],
  company_domain: (v) => companyDomain(text(v, "input")) === v["company_domain"],
  company_name: (v) => Number(companyNameKey(text(v, "a")) === companyNameKey(text(v, "b"))) === v["same_key"],
  linkedin: (v) => linkedinSlug(text(v, "input")) === v["slug"],
  phone: (v) => phoneE164(text(v, "input"), text(v, "region")) === v["e164"],
  name_pair: (v) => {
    const [a, b] = [v["a"], v["b"]].map((pair) => {
      const [first, last] = pair as readonly string[];
      return parsePersonName({ first: first ?? null, last: last ?? null });
    });
    if (a === undefined || b === undefined) return false;
    return nameAgreement(a, b) === v["expect"];
  },
  merge_hazards: (v) => {
    const records = (v["records"] as readonly Readonly<Record<string, string>>[]).map((row) => ({
      id: row["id"] ?? "",
      match: contactMatch(contactFieldsOf(hazardCells(row)).fields),
    }));
    const { clusters, reviews } = resolveContacts(records);
    return (
      JSON.stringify(clusters.map((cluster) => cluster.members)) === JSON.stringify(v["expect"]) &&
      reviews.length > 0 === v["review"]
    );
  },
};

function hazardCells(row: Readonly<Record<string, string>>): Fields {
  const { first, last, ...rest } = row;
  return { ...rest, firstName: first ?? "", lastName: last ?? "" };
}

function measureVectors(folder: string): void {
  for (const file of readdirSync(folder).sort()) {
    const check = families[file.replace(".jsonl", "")];
    if (check === undefined) continue;
    const vectors = readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Vector);
    const wrong = vectors.filter((vector) => !check(vector));
    console.log(`${file.padEnd(22)} ${vectors.length - wrong.length} of ${vectors.length} right`);
    for (const vector of wrong.slice(0, 12)) console.log(`   wrong: ${JSON.stringify(vector)}`);
  }
}

function measureRecords(path: string, out: string | undefined): void {
  const { rows } = parseCsv(gunzipSync(readFileSync(path)).toString("utf8"), ",");
  const [headings, ...body] = rows;
  for (const [name, withAccounts] of [
    ["contacts", false],
    ["accounts", true],
  ] as const) {
    const started = performance.now();
    const records = fileRecords(headings?.cells ?? [], withAccounts);
    for (const row of body) addRow(records, row);
    const read = performance.now();
    const lines: string[] = [];
    const clusters = new Set<string>();
    eachCluster(records, (id, clusterId) => {
      clusters.add(clusterId);
      lines.push(`${id},${clusterId}\n`);
    });
    const resolved = performance.now();
    console.log(
      `${path.split("/").at(-1)}: ${body.length} rows, ${clusters.size} ${name}, ` +
        `normalise ${Math.round(read - started)} ms, resolve ${Math.round(resolved - read)} ms`,
    );
    if (out !== undefined) writeFileSync(join(out, `${name}.csv`), `id,cluster\n${lines.join("")}`);
  }
}

const [folder, out] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder))
  throw new Error("name the folder with `vectors/` and `crm_*_input.csv.gz`");
measureVectors(join(folder, "vectors"));
for (const file of readdirSync(folder))
  if (/^crm_.*_input\.csv\.gz$/.test(file)) measureRecords(join(folder, file), out);
