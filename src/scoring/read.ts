import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database } from "../kernel/sql.ts";
import type { icpGet, scoresGet } from "./contract.ts";
import { activeIcp, icpByVersion } from "./store/icp.ts";
import { scoresOf } from "./store/scores.ts";
import { viewOfIcp, viewOfScore } from "./view.ts";

/** The profile in force, or the version that was asked for. */
export async function getIcp(
  deps: { readonly db: Database },
  input: InputOf<typeof icpGet>,
  caller: Caller,
): Promise<OutputOf<typeof icpGet>> {
  const { version } = input;
  const icp = await deps.db.read(caller.workspaceId, (tx) =>
    version === undefined ? activeIcp(tx) : icpByVersion(tx, version),
  );
  if (icp === undefined) {
    const what =
      version === undefined ? "no ideal customer profile is published" : `there is no version \`${version}\``;
    throw problem("not_found", `${what}: publish one with \`icp.publish\``);
  }
  return viewOfIcp(icp);
}

/** The score of a contact with its parts. */
export async function getScore(
  deps: { readonly db: Database },
  input: InputOf<typeof scoresGet>,
  caller: Caller,
): Promise<OutputOf<typeof scoresGet>> {
  const [score] = await deps.db.read(caller.workspaceId, (tx) => scoresOf(tx, [input.contactId]));
  if (score === undefined) {
    throw problem(
      "not_found",
      `the contact \`${input.contactId}\` has no score: it is unknown, was merged away, or no profile is published`,
    );
  }
  return viewOfScore(score);
}
