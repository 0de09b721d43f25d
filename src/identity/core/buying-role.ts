import { type BuyingRole, buyingRoles } from "../accounts/contract.ts";
import { jobFunctionOf } from "./job-function.ts";
import { seniorityOf } from "./seniority.ts";

/** A part that a title suggests, with how sure that is, 0 to 100; nobody has confirmed it. */
export interface SuggestedRole {
  readonly role: BuyingRole;
  readonly confidence: number;
}

const atTheTop = new Set(["owner", "founder", "c_suite", "partner"]);
const decides = new Set(["vp", "head", "director"]);
const technical = new Set(["it", "security", "engineering", "data"]);

/**
 * The part that a title suggests: money decides, technology checks, law reviews, and whoever leads a department speaks for
 * it. Who blocks is never suggested, since no title says so.
 */
export function suggestedRole(title: string | null, department: string | null = null): SuggestedRole | null {
  const seniority = seniorityOf(title);
  if (seniority === null || seniority === "intern") return null;
  const jobFunction = jobFunctionOf(title, department);
  const isTop = atTheTop.has(seniority);
  const isLeading = isTop || decides.has(seniority);
  if (jobFunction === "legal") return { role: "legal", confidence: isLeading ? 70 : 50 };
  if (jobFunction === "procurement") return { role: "economic_buyer", confidence: isLeading ? 60 : 40 };
  if (jobFunction === "finance" && isLeading) return { role: "economic_buyer", confidence: isTop ? 70 : 50 };
  if (jobFunction !== null && technical.has(jobFunction))
    return isLeading ? { role: "technical_buyer", confidence: 60 } : { role: "influencer", confidence: 30 };
  if (isTop) return { role: "economic_buyer", confidence: 60 };
  if (isLeading) return { role: "champion", confidence: 40 };
  if (seniority === "manager") return { role: "user_buyer", confidence: 40 };
  return jobFunction === null ? null : { role: "user_buyer", confidence: 25 };
}

/** The parts that nobody is known or thought to play, in the order in which they are usually sought. */
export function gapsIn(held: readonly BuyingRole[]): readonly BuyingRole[] {
  // A committee without a blocker or another influencer lacks nothing.
  return buyingRoles.filter((role) => role !== "blocker" && role !== "influencer" && !held.includes(role));
}
