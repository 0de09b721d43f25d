import { canonicalJson } from "../../kernel/canonical.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type KeptBundle, keptBundles } from "../store/past-bundles.ts";

/** Where an export keeps a bundle: under the hash that decisions name. */
export function bundlePath(hash: string): string {
  return `policies/${hash}.json`;
}

/** Every bundle that was ever in force, as files of an export: with them its decisions can be made again anywhere. */
export async function bundleFiles(tx: Tx): Promise<readonly { readonly path: string; readonly content: string }[]> {
  return (await keptBundles(tx)).map(({ hash, core, organisation, policies }) => ({
    path: bundlePath(hash),
    content: `${canonicalJson({
      hash,
      core,
      organisation,
      policies: policies.map((policy) => ({ id: policy.id, hash: policy.hash })),
    })}\n`,
  }));
}

/** The bundle of such a file; undefined where it is none, or one of another hash. */
export function bundleFromFile(hash: string, content: string): KeptBundle | undefined {
  const parsed = parsedJson(content) as Partial<KeptBundle> | null;
  if (parsed === null || typeof parsed !== "object" || parsed.hash !== hash) return undefined;
  const { core, organisation, policies } = parsed;
  return typeof core === "string" && typeof organisation === "string" && Array.isArray(policies)
    ? { hash, core, organisation, policies }
    : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A file that is no JSON is a changed one, which is what the caller reports.
    return null;
  }
}
