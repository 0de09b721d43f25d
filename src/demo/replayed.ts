import { replaysInExport } from "../commands/replay-export.ts";
import type { Check } from "./checks.ts";

/** Every decision of the run, made again from the export alone; one whose facts were erased says nothing either way. */
export async function decisionsReplayed(folder: string): Promise<Check> {
  const odd: string[] = [];
  let count = 0;
  for await (const { decisionId, result, says, differences } of replaysInExport(folder, () => true)) {
    count += 1;
    if (result === "different" || result === "unavailable")
      odd.push(`${decisionId}: ${says ?? differences.map(({ what }) => what).join(", ")}`);
  }
  return {
    name: "replay",
    says: `each of ${count} decisions, made again from the export alone, comes out the same`,
    violations: count === 0 ? 1 : odd.length,
    examples: odd.slice(0, 5),
  };
}
