import type { Violation } from "../helpers/source.ts";
import { synonymFaults } from "./words.ts";

interface Text {
  readonly path: string;
  readonly text: string;
}

const banned: readonly (readonly [RegExp, string])[] = [
  [
    /\bcreate (or replace )?(function|procedure|trigger|rule)\b|\bdo \$/i,
    "logic lives in the code, not in the database",
  ],
  [/\bcreate sequence\b|\b(big|small)?serial\b/i, "ids are made in the application: no sequence spans workspaces"],
  [/\b(now|random|gen_random_uuid|clock_timestamp)\s*\(|\bcurrent_timestamp\b/i, "time and ids come in as values"],
  [/\b(CREATE|TABLE|SELECT|PRIMARY|NOT NULL|REFERENCES)\b/, "keywords are lowercase"],
  [/\btimestamp\b(?! with time zone)/i, "an instant is `timestamptz`"],
];

/** Indexes by which a credential is found before its workspace is known (access/store/doors.ts). */
const lookups = ["member_email", "access_key_prefix", "session_token", "sign_in_link_token"];

/** Migrations are numbered without a gap, plain, and put the workspace first in every key. */
export function migrationViolations(files: readonly Text[]): readonly Violation[] {
  return [...numberViolations(files), ...files.flatMap((file) => [...lineViolations(file), ...keyViolations(file)])];
}

function numberViolations(files: readonly Text[]): readonly Violation[] {
  return files.flatMap(({ path }, index) => {
    const expected = String(index + 1).padStart(4, "0");
    const isRight = new RegExp(`^migrations/${expected}_[a-z_]+\\.sql$`).test(path);
    return isRight
      ? []
      : [{ rule: "migration-number", path, line: 1, says: `expected number ${expected}, then a name` }];
  });
}

function lineViolations({ path, text }: Text): readonly Violation[] {
  return text.split("\n").flatMap((line, index) => {
    const sql = line.replace(/--.*/, "");
    const faults = banned.filter(([pattern]) => pattern.test(sql)).map(([, says]) => ["migration-text", says] as const);
    const words = sql
      .split(/\W+/)
      .flatMap(synonymFaults)
      .map((says) => ["glossary", says] as const);
    return [...faults, ...words].map(([rule, says]) => ({ rule, path, line: index + 1, says }));
  });
}

/** In a table with a workspace, every primary, unique and foreign key and every index starts with it. */
function keyViolations({ path, text }: Text): readonly Violation[] {
  const tenants = new Map<string, boolean>();
  const found: Violation[] = [];
  let table = "";
  for (const [index, line] of text.split("\n").entries()) {
    table = /^create table (\w+)/.exec(line)?.[1] ?? table;
    if (/^\s+workspace_id /.test(line)) tenants.set(table, true);
    const key = /^\s+(?:constraint \w+ )?(?:primary key|unique|foreign key) \((\w+)/.exec(line)?.[1];
    const indexed = /^create (?:unique )?index (\w+) on (\w+)[^(]*\((\w+)/.exec(line);
    const isBad =
      (key !== undefined && key !== "workspace_id" && tenants.has(table)) ||
      (indexed !== null &&
        tenants.has(indexed[2] ?? "") &&
        indexed[3] !== "workspace_id" &&
        !lookups.includes(indexed[1] ?? ""));
    if (isBad)
      found.push({ rule: "migration-key", path, line: index + 1, says: "`workspace_id` comes first in every key" });
  }
  return found;
}
