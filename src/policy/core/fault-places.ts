import type { DraftFault } from "../lint/contract.ts";
import type { BundleFault } from "./bundle.ts";
import { policyLayers } from "./layers.ts";

type Texts = Readonly<Record<(typeof policyLayers)[number], string>>;

/**
 * A fault with the text and the line where its author finds it: where Cedar stopped reading, else where the policy's id stands, else
 * nowhere. A policy whose id is used twice is found at its last use.
 */
export function placedFault(texts: Texts, fault: BundleFault): DraftFault {
  const { policy, says } = named(texts, fault);
  if (fault.text !== undefined) {
    const told = `${fault.text}: `;
    // Where the text is said apart, its name need not stand before the words.
    return {
      text: fault.text,
      line: fault.line ?? null,
      policy,
      says: says.startsWith(told) ? says.slice(told.length) : says,
    };
  }
  for (const layer of [...policyLayers].reverse()) {
    const line = policy === "" ? 0 : lineOf(texts[layer], policy);
    if (line > 0) return { text: layer, line, policy, says };
  }
  return { text: "", line: null, policy, says };
}

/** Validation says `<policy>: <what>`: the policy is the fault's where the draft has one of this id. */
function named(texts: Texts, { policy, says }: BundleFault): Pick<BundleFault, "policy" | "says"> {
  const [, id = "", rest = ""] = policy === "" ? (/^([\w.-]+): (.*)$/s.exec(says) ?? []) : [];
  const isKnown = id !== "" && policyLayers.some((layer) => lineOf(texts[layer], id) > 0);
  return isKnown ? { policy: id, says: rest } : { policy, says };
}

/** The last line that gives a policy this id, from 1; 0 where none does. */
function lineOf(text: string, id: string): number {
  return text.split("\n").findLastIndex((line) => line.replace(/\/\/.*/, "").includes(`@id("${id}")`)) + 1;
}

/** The line, from 1, of a place that Cedar gives in bytes of UTF-8. */
export function lineAtByte(text: string, byte: number): number {
  return Buffer.from(text).subarray(0, byte).toString("utf8").split("\n").length;
}
