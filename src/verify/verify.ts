import { hashBase64 } from "../audit/core/leaf.ts";
import { type Manifest, manifestClaims, manifestText } from "../audit/core/manifest.ts";
import { chooseKey, headCheckpoint, historyOf, pinsOf, watchAnchors } from "./anchors.ts";
import type { Bundle } from "./bundle.ts";
import { diagnose } from "./diagnose.ts";
import { collectFindings, type Findings, type VerifyReport } from "./findings.ts";
import { walkEntries } from "./walk.ts";

/** What the reader brings beside the export. */
export interface VerifyOptions {
  /** The log's key, got out of band. */
  readonly vkey?: string | undefined;
  /** Checkpoints that the reader kept. */
  readonly pins?: readonly string[] | undefined;
  /** Real time, ISO 8601: entries of a log on real time cannot be later. */
  readonly now: string;
}

const endOfTime = "9999-12-31T23:59:59.999Z";

/**
 * Checks an export against its signed checkpoint, its history and the reader's pins. Needs nothing of Fairlead: the bytes,
 * SHA-256 and Ed25519. Throws `Unusable` if there is nothing to check.
 */
export async function verifyBundle(bundle: Bundle, options: VerifyOptions): Promise<VerifyReport> {
  const findings = collectFindings();
  const key = await chooseKey(bundle, options.vkey, findings);
  const head = await headCheckpoint(bundle, key, findings);
  const stored = (await bundle.read("manifest.json"))?.toString("utf8");
  const claims = manifestClaims(stored ?? "") ?? { checkpoints: [], clock: "real" as const };
  const history = await historyOf(bundle, claims.checkpoints, key, findings);
  const pins = pinsOf(options.pins ?? [], key, findings);
  const watch = watchAnchors([...history, ...pins], head, findings);
  const walk = await walkEntries(bundle, watch, claims.clock === "real" ? options.now : endOfTime, findings);
  watch.finish(head);
  const { checkpoint } = head;
  if (walk.size !== checkpoint.size)
    findings.add("COUNT", `there are ${walk.size} entries; the checkpoint has ${checkpoint.size}`);
  if (walk.root !== checkpoint.root) {
    findings.add("ROOT_MISMATCH", "the entries do not lead to the root of the checkpoint");
    if (checkpoint.size >= 0) await diagnose(bundle, checkpoint, findings);
  }
  checkManifest(stored, { checkpoint, entries: walk.size, disclosures: walk.disclosed, ...claims }, findings);
  return {
    ok: findings.all.length === 0,
    origin: checkpoint.origin,
    size: checkpoint.size,
    root: hashBase64(checkpoint.root),
    entries: walk.size,
    disclosures: { shown: walk.disclosed, withheld: walk.commitments - walk.disclosed },
    pins: pins.length,
    key: options.vkey === undefined ? "from the bundle" : "given",
    clock: claims.clock,
    findings: findings.all,
    omitted: findings.omitted(),
  };
}

function checkManifest(stored: string | undefined, expected: Manifest, findings: Findings): void {
  if (stored === undefined) findings.add("MANIFEST", "`manifest.json` is missing");
  else if (stored !== manifestText(expected))
    findings.add("MANIFEST", "`manifest.json` does not say what the export holds");
}
