import type { GovernedAction } from "../words/contract.ts";

/** How far an agent may go for some of its touches; null stands for any action, or for any segment. */
export interface AutonomyGrant {
  readonly action: GovernedAction | null;
  readonly segment: string | null;
  /** 0 observe to 4 act with sampling review. */
  readonly level: number;
}

/** An agent's own level, and the grants that say otherwise for some of its touches. */
export interface AutonomyStanding {
  readonly autonomy: number;
  readonly grants: readonly AutonomyGrant[];
}

/** What a level is asked for. The segments are null when nobody knows all of them. */
export interface GovernedTouch {
  readonly action: GovernedAction;
  readonly segments: readonly string[] | null;
}

/** From this level on an agent proposes; below, it observes or drafts. */
const proposesFrom = 2;

/**
 * The level that holds for a touch: the most specific grant wins, and of those that are equally specific the lowest. While the
 * segments are not known every grant for a segment may hold, so the lowest of all does.
 */
export function autonomyOver(standing: AutonomyStanding, touch: GovernedTouch): number {
  const over = grantsOf(standing).filter((grant) => covers(grant, touch));
  const most = touch.segments === null ? 0 : Math.max(...over.map(specificity));
  return Math.min(...over.filter((grant) => specificity(grant) >= most).map(({ level }) => level));
}

/** Whether a level is enough to propose at all. */
export function mayPropose(level: number): boolean {
  return level >= proposesFrom;
}

/**
 * Whether a grant could raise the level of some touch, whatever segments its contact is in. Errs on the side of yes: what it
 * calls no raise is none for any touch.
 */
export function raises(standing: AutonomyStanding, next: AutonomyGrant): boolean {
  const all = grantsOf(standing);
  const replaced = all.filter((grant) => isSameScope(grant, next));
  if (replaced.length > 0) return replaced.some(({ level }) => next.level > level);
  return all.some(
    (grant) => specificity(grant) < specificity(next) && meet(grant.action, next.action) && next.level > grant.level,
  );
}

/** Whether two grants speak of the same action and segment, so that the later takes the place of the earlier. */
export function isSameScope(
  one: Pick<AutonomyGrant, "action" | "segment">,
  other: Pick<AutonomyGrant, "action" | "segment">,
): boolean {
  return one.action === other.action && one.segment === other.segment;
}

/** Whether a grant names neither action nor segment: it is the agent's own level. */
export function isOwnLevel({ action, segment }: Pick<AutonomyGrant, "action" | "segment">): boolean {
  return action === null && segment === null;
}

/** The agent's own level as a grant among the others; a kept grant of that scope only says who set it. */
function grantsOf({ autonomy, grants }: AutonomyStanding): readonly AutonomyGrant[] {
  return [{ action: null, segment: null, level: autonomy }, ...grants.filter((grant) => !isOwnLevel(grant))];
}

function covers({ action, segment }: AutonomyGrant, touch: GovernedTouch): boolean {
  const isSegment = segment === null || touch.segments === null || touch.segments.includes(segment);
  return meet(action, touch.action) && isSegment;
}

/** Whether some action is under both. */
function meet(one: GovernedAction | null, other: GovernedAction | null): boolean {
  return one === null || other === null || one === other;
}

/** How many of action and segment a grant names. */
function specificity({ action, segment }: AutonomyGrant): number {
  return (action === null ? 0 : 1) + (segment === null ? 0 : 1);
}
