import type { BundleFault, BundleSource } from "./bundle.ts";
import { policyLayers } from "./layers.ts";

/** The largest bundle, and how deep its brackets may be nested. */
export const bundleBounds = { sourceMaxBytes: 204_800, policies: 1_000, nesting: 40 } as const;

/** What is wrong with the texts of a bundle before Cedar sees them: deep nesting crashes its parser. */
export function sourceFaults(source: BundleSource): readonly BundleFault[] {
  const texts = policyLayers.map((layer) => source[layer] ?? "");
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > bundleBounds.sourceMaxBytes)
    return [{ policy: "", says: `the bundle has ${bytes} bytes, and ${bundleBounds.sourceMaxBytes} is the most` }];
  const nesting = Math.max(...texts.map(nestingOf));
  return nesting > bundleBounds.nesting
    ? [{ policy: "", says: `brackets are nested ${nesting} deep, and ${bundleBounds.nesting} is the most` }]
    : [];
}

/** How deep brackets are nested. Those in comments and texts are none: a closing one there would hide an open one from the count. */
export function nestingOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [token] of text.matchAll(/\/\/[^\n]*|"(?:\\.|[^"\\])*"|[([{]|[)\]}]/gs)) {
    if (token === "(" || token === "[" || token === "{") deepest = Math.max(deepest, ++depth);
    if (token === ")" || token === "]" || token === "}") depth = Math.max(0, depth - 1);
  }
  return deepest;
}
