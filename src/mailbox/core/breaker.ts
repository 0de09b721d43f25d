/** What was sent in a window and what came back that speaks against how we send. */
export interface Tally {
  readonly sent: number;
  /** Addresses that are not there, each counted once a message. */
  readonly bounced: number;
  readonly complained: number;
  /** Refusals that blame us: listed, taken for spam, not allowed to relay. */
  readonly blocked: number;
  /** Refusals because SPF, DKIM or DMARC of ours failed (5.7.26, 5.7.515 and their like). */
  readonly unauthenticated: number;
}

/** Why a breaker objects; the last two are never a matter of rates. */
export type BreakerCause = "complaints" | "bounces" | "blocks" | "authentication" | "sender_refused";

/** One count against its limit. Rates are in basis points: 100 are one per cent. */
export interface Finding {
  readonly cause: BreakerCause;
  readonly failures: number;
  readonly sent: number;
  readonly rateBp: number;
  /** What the true rate is at least, with a confidence of 95 %. */
  readonly leastBp: number;
  readonly stopBp: number;
}

/** What a window's numbers come to. */
export type BreakerVerdict =
  | { readonly state: "closed" }
  | { readonly state: "warned" | "tripped"; readonly finding: Finding };

export const emptyTally: Tally = Object.freeze({ sent: 0, bounced: 0, complained: 0, blocked: 0, unauthenticated: 0 });

/** How many days a window counts, today with them. */
export const windowDays = 7;

interface Rule {
  readonly cause: BreakerCause;
  readonly of: keyof Tally;
  readonly warnBp: number;
  readonly stopBp: number;
  /** Fewer never stop, whatever the rate: so few say nothing about it. */
  readonly floor: number;
}

/** In the order of their weight: the first that stops is the reason. */
const rules: readonly Rule[] = [
  { cause: "authentication", of: "unauthenticated", warnBp: 0, stopBp: 0, floor: 1 },
  { cause: "complaints", of: "complained", warnBp: 10, stopBp: 30, floor: 2 },
  { cause: "bounces", of: "bounced", warnBp: 200, stopBp: 500, floor: 5 },
  { cause: "blocks", of: "blocked", warnBp: 200, stopBp: 500, floor: 5 },
];

/**
 * Judges a window. It stops where the rate is beyond its limit even at the lower end of what the numbers allow and there are
 * enough of them; it warns from the plain rate, so that a person looks before it stops.
 */
export function judge(tally: Tally): BreakerVerdict {
  const findings = rules.map((rule) => ({ rule, finding: findingOf(rule, tally) }));
  const stopped = findings.find(
    ({ rule, finding }) => finding.failures >= rule.floor && finding.leastBp >= rule.stopBp,
  );
  if (stopped !== undefined) return { state: "tripped", finding: stopped.finding };
  const warned = findings.find(({ rule, finding }) => finding.failures > 0 && finding.rateBp >= rule.warnBp);
  return warned === undefined ? { state: "closed" } : { state: "warned", finding: warned.finding };
}

/** Every count of a window beside its limit, for a person to look at. */
export function findingsOf(tally: Tally): readonly Finding[] {
  return rules.map((rule) => findingOf(rule, tally));
}

/** The rate in basis points that policies compare: nothing until there are enough failures to speak of a rate. */
export function provenRateBp(tally: Tally, cause: "complaints" | "bounces"): number {
  const rule = rules.find((one) => one.cause === cause);
  if (rule === undefined) throw new Error(`no rule for ${cause}`);
  const finding = findingOf(rule, tally);
  return finding.failures < rule.floor ? 0 : finding.leastBp;
}

/** The sum of several days or scopes. */
export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, one) => ({
      sent: sum.sent + one.sent,
      bounced: sum.bounced + one.bounced,
      complained: sum.complained + one.complained,
      blocked: sum.blocked + one.blocked,
      unauthenticated: sum.unauthenticated + one.unauthenticated,
    }),
    emptyTally,
  );
}

/** What a breaker says of itself to a person. */
export function saysOf(finding: Finding): string {
  const { failures, sent, cause } = finding;
  switch (cause) {
    case "authentication":
      return "a receiver refused our mail because SPF, DKIM or DMARC failed: run the preflight and mend what it names";
    case "sender_refused":
      return "our own mail server refused the sign-in or the sender: correct the settings with `mailboxes.update`";
    case "complaints":
      return `${failures} of ${sent} messages in ${windowDays} days were reported as spam`;
    case "bounces":
      return `${failures} of ${sent} messages in ${windowDays} days went to addresses that are not there`;
    case "blocks":
      return `${failures} of ${sent} messages in ${windowDays} days were refused because of who we are or how we write`;
    default:
      return cause satisfies never;
  }
}

function findingOf({ cause, of, stopBp }: Rule, tally: Tally): Finding {
  const failures = tally[of];
  // Failures of messages from before the window may outnumber what was sent in it.
  const sent = Math.max(tally.sent, failures);
  return {
    cause,
    failures,
    sent,
    rateBp: sent === 0 ? 0 : Math.round((failures / sent) * 10_000),
    leastBp: Math.floor(leastRate(failures, sent) * 10_000),
    stopBp,
  };
}

/** The 95 % quantile of the normal distribution. */
const z = 1.645;

/**
 * What a rate is at least, one-sided with a confidence of 95 %: the lower end of Wilson's score interval (E. B. Wilson,
 * JASA 22, 1927, p. 209), which keeps its promise for the small counts that we have (Brown, Cai, DasGupta, Statistical
 * Science 16, 2001, p. 101).
 */
export function leastRate(failures: number, sent: number): number {
  if (failures === 0 || sent === 0) return 0;
  const rate = failures / sent;
  const squared = z ** 2;
  const middle = rate + squared / (2 * sent);
  const spread = z * Math.sqrt((rate * (1 - rate)) / sent + squared / (4 * sent ** 2));
  return Math.max(0, (middle - spread) / (1 + squared / sent));
}
