import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { BundleDiff } from "../../src/policy/diff/contract.ts";
import { shippedPolicies } from "../../src/policy/shipped.ts";
import { fairlead } from "../helpers/command.ts";
import { commandFolder } from "../helpers/command-folder.ts";

const { folder, dataDir } = commandFolder();
const { organisation } = shippedPolicies();

function diff(path: string, ...more: readonly string[]) {
  return fairlead(["policy", "diff", path, "--data", dataDir, ...more]);
}

test("a file of policies is compared with those in force, for a person and as JSON", async () => {
  const path = join(folder, "mine.cedar");
  writeFileSync(path, organisation.replace("d7 >= 2 ", "d7 >= 3 "));
  const told = await diff(path);
  expect(told.err).toBe("");
  expect(told.code).toBe(0);
  expect(told.out).toContain("changed cap.contact-week: conditions\n");
  expect(told.out).toMatch(/^defer -> allow in \d+ of [\d,]+ cases tried; the smallest:$/m);
  expect(told.out).toContain("  send_email where caps.contact.d7 = 2 and not 0\n");
  expect(told.out).toContain("before: cap.contact-week (caps.contact.d7 = 2, and 2 is the most;");
  const document = (await diff(path, "--json")).json<BundleDiff>();
  expect(document.outcomes.map(({ from, to }) => [from, to])).toEqual([["defer", "allow"]]);
  expect(document.isComplete).toBe(true);
});

test("the files of a folder are taken together, in the order of their names", async () => {
  const path = join(folder, "policies");
  mkdirSync(path);
  const half = organisation.indexOf("// ---- Frequency");
  writeFileSync(join(path, "1-first.cedar"), organisation.slice(0, half));
  writeFileSync(join(path, "2-then.cedar"), organisation.slice(half));
  writeFileSync(join(path, "notes.txt"), "no policy");
  const { code, out } = await diff(path);
  expect({ code, out }).toEqual({ code: 0, out: "nothing changes: these are the policies in force\n" });
});

test("what is no policy, and what is not there, is the caller's to mend", async () => {
  const path = join(folder, "broken.cedar");
  writeFileSync(path, "forbid everything");
  const broken = await diff(path);
  expect(broken.code).toBe(2);
  expect(broken.err).toContain("the policies have 1 fault (invalid_input)");
  const missing = await diff(join(folder, "nowhere.cedar"));
  expect(missing.code).toBe(2);
  expect(missing.err).toContain("cannot be read");
  const unnamed = await fairlead(["policy", "diff"]);
  expect(unnamed.err).toContain("name a file or a folder of policies");
});
