import { canonicalJson } from "../../kernel/canonical.ts";
import { type Checkpoint, checkpointText } from "./checkpoint.ts";
import { hashBase64 } from "./leaf.ts";

/** The format of an export bundle; readers refuse another. */
export const bundleFormat = "fairlead-audit-export/1";

/** What an export holds. Every field but `clock` follows from the other files, so a verifier rebuilds and compares it. */
export interface Manifest {
  readonly checkpoint: Checkpoint;
  readonly entries: number;
  readonly disclosures: number;
  /** The sizes of the older checkpoints in `checkpoints/`. */
  readonly checkpoints: readonly number[];
  /** Whether `at` in the records is real time or the business time of a simulation. */
  readonly clock: Clock;
}

export type Clock = "real" | "simulated";

/** The one text that a manifest has. */
export function manifestText(manifest: Manifest): string {
  const { origin, size, root } = manifest.checkpoint;
  const text = canonicalJson({
    format: bundleFormat,
    origin,
    range: { from: 0, to: size },
    checkpoint: { size, root: hashBase64(root) },
    completeness: "full",
    entries: manifest.entries,
    disclosures: manifest.disclosures,
    checkpoints: manifest.checkpoints,
    clock: manifest.clock,
  });
  return `${text}\n`;
}

/** The parts of a manifest that a verifier cannot compute: which older checkpoints to look for, and the clock. */
export function manifestClaims(text: string): Pick<Manifest, "checkpoints" | "clock"> | undefined {
  const clock = /"clock":"(real|simulated)"/.exec(text)?.[1];
  const sizes = /"checkpoints":\[([0-9,]*)\]/.exec(text)?.[1];
  if ((clock !== "real" && clock !== "simulated") || sizes === undefined) return undefined;
  return { clock, checkpoints: sizes === "" ? [] : sizes.split(",").map(Number) };
}

/** What VERIFY.md says about this export. */
export function verifyGuide(checkpoint: Checkpoint, vkey: string): string {
  return `# Checking this export

This folder holds the whole audit log \`${checkpoint.origin}\` up to its checkpoint of ${checkpoint.size} entries.

    node verify.mjs .

\`verify.mjs\` needs Node 20.12 or later and nothing else. Exit code 0: every check passed; 1: something was changed;
2: the export cannot be read.

A verifier and a key that travel with the data prove little alone. Get the log's key another way and give it:

    node verify.mjs . --log '${vkey}'

Truncation and a full rewrite by whoever holds the signing key show only against a checkpoint that you kept. Keep a copy of
\`checkpoint\` outside, and give it next time:

    node verify.mjs . --pin kept-checkpoint

## What each file is

- \`checkpoint\`: the signed statement of size and root (C2SP tlog-checkpoint, signed note, Ed25519):

${checkpointText(checkpoint)
  .trimEnd()
  .split("\n")
  .map((line) => `      ${line}`)
  .join("\n")}

- \`entries.jsonl\`: line i is leaf i; the leaf hash is SHA-256 of a zero byte and the line's bytes without its line feed.
- \`tile/\`: the tree (RFC 6962) and the entries as C2SP tlog-tiles; any tlog client can read this folder over HTTP.
- \`checkpoints/\`: older signed checkpoints; each must be a prefix of this log.
- \`disclosures.jsonl\`: personal text, each opening one digest in its record's \`_sd\` (RFC 9901). The log verifies without it.
- \`policies/\`: the policy bundles that decisions name, by hash. \`verify.mjs\` does not read them; \`fairlead decisions replay
  --export .\` holds each to its hash and decides every decision again.
- \`entries.csv\`: a view for people; it is not checked.

Other tools that can check it: golang.org/x/mod \`sumdb/note\` and \`sumdb/tlog\`, Tessera's \`fsck\`, torchwood, sigsum-go.
`;
}
