import type { FactPath } from "./expression.ts";
import type { PolicyJson } from "./language.ts";
import type { RecordShape, Shape } from "./shape.ts";

/** What a hit of a policy leads to; a `permit` only opens, and the rest object. */
export type PolicyEffect = "permit" | "deny" | "approval" | "defer";

/** When a deferred action is worth deciding again: a time in the facts, and how long after it. */
export interface UntilRule {
  readonly path: FactPath;
  readonly plusMs: number;
}

/** What a policy says of itself. */
export interface PolicyNotes {
  readonly id: string;
  readonly effect: PolicyEffect;
  /** The reason code of a hit; a `permit` has none. */
  readonly code: string | null;
  readonly says: string;
  readonly until: UntilRule | null;
  /** Roles or groups of people, any of whom may answer. */
  readonly approvers: readonly string[];
  /** How many of them have to say yes. */
  readonly quorum: number;
}

const idPattern = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+$/;
const codePattern = /^[A-Z][A-Z0-9_]*$/;
const groupPattern = /^[a-z][a-z0-9-]{0,39}$/;
const quorumPattern = /^[1-9]$/;
const untilPattern = /^([A-Za-z0-9.]+?)(?:\+(\d{1,4})([dhm]))?$/;
const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000 } as const;
const allowed = {
  permit: ["id", "says"],
  deny: ["id", "effect", "code", "says"],
  approval: ["id", "effect", "code", "says", "approvers", "quorum"],
  defer: ["id", "effect", "code", "says", "until"],
} as const;

/** Reads the annotations of a policy; any that is missing, unknown or malformed is a fault, because a guess could permit. */
export function readNotes(policy: PolicyJson): PolicyNotes | { readonly faults: readonly string[] } {
  const given = policy.annotations ?? {};
  const effect = policy.effect === "permit" ? "permit" : given["effect"];
  if (effect !== "permit" && effect !== "deny" && effect !== "approval" && effect !== "defer") {
    return { faults: ["`@effect` must be `deny`, `approval` or `defer`"] };
  }
  const until = given["until"] === undefined ? null : readUntil(given["until"]);
  const approvers = (given["approvers"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const quorum = given["quorum"] ?? "1";
  const names: readonly string[] = allowed[effect];
  const faults = [
    ...(idPattern.test(given["id"] ?? "") ? [] : ["`@id` must look like `cap.contact-week`"]),
    ...Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((name) => `\`@${name}\` has no meaning on a ${effect} policy`),
    ...(effect === "permit" || codePattern.test(given["code"] ?? "") ? [] : ["`@code` must look like `CAP_CONTACT`"]),
    ...(effect === "permit" || (given["says"] ?? "") !== "" ? [] : ["`@says` must tell a person why"]),
    ...(effect === "defer" && until === null
      ? ["`@until` must name a time of the facts, like `caps.contact.d7DropsAt` or `caps.lastTouchAt+2d`"]
      : []),
    ...(effect === "approval" && approvers.length === 0 ? ["`@approvers` must name who may approve"] : []),
    ...approvers
      .filter((name) => !groupPattern.test(name))
      .map((name) => `\`${name}\` of \`@approvers\` is no role or group: write names like \`approver, legal\``),
    ...(quorumPattern.test(quorum) ? [] : ["`@quorum` must be a whole number from 1 to 9"]),
  ];
  if (faults.length > 0) return { faults };
  return {
    id: given["id"] ?? "",
    effect,
    code: given["code"] ?? null,
    says: given["says"] ?? "",
    until,
    approvers,
    quorum: Number(quorum),
  };
}

/** Whether a path of the facts is a time: only those can say when to decide again. */
export function isTimeAt(shape: RecordShape, path: FactPath): boolean {
  const found = path.reduce<Shape | undefined>(
    (at, name) => (at?.is === "record" ? at.fields[name] : undefined),
    shape,
  );
  return found?.is === "time";
}

function readUntil(text: string): UntilRule | null {
  const parts = untilPattern.exec(text);
  if (parts?.[1] === undefined) return null;
  const unit = parts[3] as keyof typeof unitMs | undefined;
  return { path: parts[1].split("."), plusMs: unit === undefined ? 0 : Number(parts[2]) * unitMs[unit] };
}
