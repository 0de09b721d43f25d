import type { AuditRecord } from "../audit/contract.ts";
import { disclosureDigest, parseDisclosure } from "../audit/core/disclosure.ts";
import { recordFromBody } from "../audit/core/record.ts";
import { problem } from "../kernel/problem.ts";
import { createBundleShelf } from "../policy/bundles.ts";
import type { DecisionReason } from "../policy/contract.ts";
import { type Difference, type Remembered, type Replay, replay } from "../policy/core/replay.ts";
import { createEngine } from "../policy/engine.ts";
import { type PastBundle, type PastBundleDeps, recompiled } from "../policy/past-bundle.ts";
import { bundleFromFile, bundlePath } from "../policy/replay/bundle-files.ts";
import { shippedPolicies } from "../policy/shipped.ts";
import { type Bundle, folderBundle, lineBatches } from "../verify/bundle.ts";

/** A decision of an export, decided again. */
export interface ReplayedEntry extends Replay {
  readonly index: number;
  readonly decisionId: string;
}

/** Decides every decision of an export again, in the order of its log: Cedar and the folder, no database. */
export async function* replaysInExport(
  folder: string,
  isWanted: (record: AuditRecord) => boolean,
): AsyncGenerator<ReplayedEntry> {
  const files = folderBundle(folder);
  const engine = createEngine();
  const deps: PastBundleDeps = { shelf: createBundleShelf(engine, shippedPolicies()), language: engine.language };
  const bundles = new Map<string, PastBundle>();
  const shown = disclosureReader(files);
  let index = -1;
  for await (const { lines } of lineBatches(files.stream("entries.jsonl"))) {
    for (const line of lines) {
      index += 1;
      const disclosed = await shown(index);
      const record = readOr(() => recordFromBody(line.toString("utf8")), `line ${index + 1} of \`entries.jsonl\``);
      if (!record.type.startsWith("decision.") || !isWanted(record)) continue;
      const hash = record.decision?.policySet;
      if (hash !== undefined && !bundles.has(hash)) bundles.set(hash, await bundleIn(deps, files, hash));
      const past = hash === undefined ? null : (bundles.get(hash) ?? null);
      const { remembered, found } = rememberedOf(record, disclosed);
      yield { index, decisionId: record.decision?.id ?? "", ...replay(engine, past, remembered, found) };
    }
  }
}

async function bundleIn(deps: PastBundleDeps, files: Bundle, hash: string): Promise<PastBundle> {
  const content = /^[0-9a-f]{64}$/.test(hash) ? await files.read(bundlePath(hash)) : undefined;
  if (content === undefined) return { state: "gone", says: `the export has no \`${bundlePath(hash)}\`` };
  const kept = bundleFromFile(hash, content.toString("utf8"));
  return kept === undefined
    ? { state: "changed", says: `\`${bundlePath(hash)}\` holds another bundle or none` }
    : recompiled(deps, kept);
}

function rememberedOf(
  record: AuditRecord,
  disclosed: readonly string[],
): { readonly remembered: Remembered; readonly found: readonly Difference[] } {
  const committed = new Set(record._sd ?? []);
  const strange = disclosed.filter((text) => !committed.has(disclosureDigest(text)));
  // Only what opens a digest of the record is read: anything else was put there by somebody else.
  const values = new Map<string, unknown>(
    disclosed
      .filter((text) => committed.has(disclosureDigest(text)))
      .map(parseDisclosure)
      .flatMap((one) => (one === undefined ? [] : [[one.name, one.value]])),
  );
  const reasons = values.get("reasons");
  return {
    found: strange.map((text) => ({
      what: "disclosure",
      recorded: "the digests of the record",
      replayed: disclosureDigest(text),
    })),
    remembered: {
      type: record.type,
      facts: values.get("facts") ?? null,
      factsDigest: null,
      outcome: record.decision?.outcome ?? "",
      until: record.decision?.until ?? null,
      checks: (record.checks ?? []) as Remembered["checks"],
      reasons: Array.isArray(reasons) ? reasons : null,
      told,
      codes: record.decision?.reasons ?? [],
    },
  };
}

/** A reason as the log discloses it. */
function told({ rule, code, effect, says, until, values }: DecisionReason): unknown {
  return { rule, code, effect, says, until: until ?? null, values };
}

/** The disclosures of entry after entry; both files are in the order of the log. */
function disclosureReader(files: Bundle): (index: number) => Promise<readonly string[]> {
  const batches = lineBatches(files.stream("disclosures.jsonl"));
  let waiting: { readonly d: string; readonly i: number }[] = [];
  let isAtEnd = false;
  return async (index) => {
    while (!isAtEnd && (waiting.at(-1)?.i ?? -1) <= index) {
      const batch = await batches.next();
      isAtEnd = batch.done === true;
      if (batch.done === true) break;
      for (const line of batch.value.lines)
        waiting.push(readOr(() => JSON.parse(line.toString("utf8")), "a line of `disclosures.jsonl`"));
    }
    const mine = waiting.filter(({ i }) => i === index).map(({ d }) => d);
    waiting = waiting.filter(({ i }) => i > index);
    return mine;
  };
}

function readOr<T>(read: () => T, what: string): T {
  try {
    return read();
  } catch (error) {
    throw problem("invalid_input", `${what} cannot be read: \`audit verify\` says what was changed`, { cause: error });
  }
}
