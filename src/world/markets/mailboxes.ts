import { dayMs, hourMs, minuteMs } from "../env.ts";
import type { Attempt, BounceReaction, Prospect, Verdict } from "../market.ts";
import { diceFor } from "../random.ts";

const accept: Verdict = { accept: true };
const roleNames = ["info", "sales", "office", "hello", "contact", "support", "team"];

/** What a mail server answers for an address of the market, by the mailbox behind it. */
export function answerOf(seed: string, domains: ReadonlySet<string>, attempt: Attempt): Verdict {
  const { prospect, address, stage, at, refusedAt } = attempt;
  const [local = "", domain = ""] = address.split("@");
  if (prospect === null) {
    if (domains.has(domain) && roleNames.includes(local)) return accept;
    const text = domains.has(domain)
      ? `5.1.1 <${address}>: Recipient address rejected: User unknown in virtual mailbox table`
      : "5.1.2 Host or domain name not found";
    return { accept: false, code: 550, text, truth: "hard_bounce" };
  }
  const waited = at - (refusedAt[0] ?? at);
  switch (prospect.hidden.mailbox) {
    case "unknown_user":
      return { accept: false, code: 550, text: unknownUser(seed, address), truth: "hard_bounce" };
    case "full":
      return {
        accept: false,
        code: 452,
        text: "4.2.2 The recipient's mailbox is over its storage limit",
        truth: "soft_bounce",
      };
    case "full_for_a_day":
      if (refusedAt.length > 0 && waited >= dayMs) return accept;
      return { accept: false, code: 452, text: "4.2.2 Mailbox full, try again later", truth: "soft_bounce" };
    case "greylisted":
      if (refusedAt.length > 0 && waited >= 5 * minuteMs) return accept;
      return {
        accept: false,
        code: 451,
        text: "4.7.1 Greylisted, please try again in 300 seconds",
        truth: "soft_bounce",
      };
    case "slow":
      if (stage === "rcpt" || refusedAt.length > 0) return accept;
      return {
        accept: false,
        code: 451,
        text: "4.3.0 Local error in processing, try again later",
        truth: "soft_bounce",
      };
    case "blocked":
      if (stage === "rcpt") return accept;
      return {
        accept: false,
        code: 550,
        text: "5.7.1 Message refused by policy of the recipient's organisation",
        truth: "blocked",
      };
    default:
      return accept;
  }
}

/** The delivery report that a mailbox sends after it accepted, if it is of that kind. */
export function lateBounce(
  seed: string,
  prospect: Prospect,
  ordinal: number,
): (BounceReaction & { delayMs: number }) | null {
  const dice = diceFor(seed, "bounce", prospect.id, ordinal);
  const dialect = dice.weighted([
    ["postfix", 5],
    ["exchange", 3],
    ["exim", 2],
    ["terse", 1],
  ] as const);
  const bounce = (truth: BounceReaction["truth"], status: string, diagnostic: string, delayMs: number) =>
    ({
      kind: "bounce",
      truth,
      action: truth === "delayed" ? "delayed" : "failed",
      status,
      diagnostic,
      dialect,
      delayMs,
    }) as const;
  const soon = dice.int(1, 40) * minuteMs;
  switch (prospect.hidden.mailbox) {
    case "gone_later":
      return dice.chance(0.7)
        ? bounce("hard_bounce", "5.1.1", `550 5.1.1 <${prospect.email}>: user unknown`, soon)
        : bounce(
            "hard_bounce",
            "5.1.10",
            `550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${prospect.email} not found`,
            soon,
          );
    case "full_later":
      return dice.chance(0.6)
        ? bounce("soft_bounce", "4.2.2", "452 4.2.2 Over quota: the mailbox cannot take more mail", soon + 6 * hourMs)
        : bounce("soft_bounce", "5.2.2", "552 5.2.2 Mailbox full: quota exceeded", soon + hourMs);
    case "slow":
      return bounce("delayed", "4.4.1", "connect to mail host timed out; will keep trying", soon + 4 * hourMs);
    case "filtered_later":
      return bounce("blocked", "5.7.1", "554 5.7.1 Message rejected as spam by content filter", soon);
    default:
      return null;
  }
}

function unknownUser(seed: string, address: string): string {
  return diceFor(seed, "unknown", address).pick([
    `5.1.1 <${address}>: Recipient address rejected: User unknown`,
    `5.1.1 No such user here: ${address}`,
    "5.1.1 The email account that you tried to reach does not exist",
    `5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${address} not found by SMTP address lookup`,
  ]);
}
