import { type Instant, minuteMs } from "../../kernel/env.ts";
import type { Found } from "./preflight.ts";
import type { Readability } from "./readable.ts";

/** Whether answers to the mailbox are read. */
export function judgeInbox({ isReadable, readGapMs }: Readability, fault: string | null): Found {
  if (isReadable) return { name: "inbox", result: "pass", says: "mail to the mailbox is read", mend: null };
  const says =
    readGapMs === null
      ? "mail to the mailbox was never read"
      : `mail to the mailbox was last read ${Math.round(readGapMs / minuteMs)} minutes ago`;
  const mend =
    fault ?? "start `fairlead start`, or `fairlead serve` and `fairlead work`, and see that the mailbox can be read";
  return { name: "inbox", result: "fail", says, mend };
}

/** Whether every message can carry a postal address, as CAN-SPAM wants it. */
export function judgePostalAddress(address: string): Found {
  return address.trim() === ""
    ? {
        name: "postal_address",
        result: "fail",
        says: "the workspace has no postal address",
        mend: "give one with `workspace update --postal-address`: outreach has to say where we can be written to",
      }
    : {
        name: "postal_address",
        result: "pass",
        says: "messages carry the postal address of the workspace",
        mend: null,
      };
}

/** What a POST to a link of ours that stands for no message came to. */
export type Pressed =
  | { readonly kind: "answered"; readonly status: number; readonly body: string; readonly date?: string | null }
  | { readonly kind: "unsent"; readonly says: string }
  | { readonly kind: "lost"; readonly says: string };

/** Whether the address in List-Unsubscribe leads to us (RFC 8058 wants https); `ourWords` tell our server from any other. */
export function judgeUnsubscribe(publicUrl: string, pressed: Pressed, ourWords: string): Found {
  const say = (result: Found["result"], says: string, mend: string | null): Found => ({
    name: "unsubscribe",
    result,
    says,
    mend,
  });
  const mend = "set FAIRLEAD_PUBLIC_URL to the https address under which recipients reach this server";
  if (!publicUrl.startsWith("https://")) return say("fail", `\`${publicUrl}\` is no https address`, mend);
  if (pressed.kind !== "answered") return say("fail", `\`${publicUrl}\` did not answer: ${pressed.says}`, mend);
  return pressed.status === 404 && pressed.body.includes(ourWords)
    ? say("pass", `unsubscribe links at \`${publicUrl}\` lead to this server`, null)
    : say("fail", `\`${publicUrl}\` answered ${pressed.status}, and not as this server does`, mend);
}

const skewMaxMs = 5 * minuteMs;

/** Whether our clock agrees with what stands in front of our public address: signatures and dates of mail go by it. */
export function judgeClock(now: Instant, pressed: Pressed): Found {
  const told = pressed.kind === "answered" ? Date.parse(pressed.date ?? "") : Number.NaN;
  if (Number.isNaN(told))
    return {
      name: "clock",
      result: "unknown",
      says: "nobody told the time",
      mend: "see that this machine's clock is kept by NTP",
    };
  const skewMs = Math.abs(now - told);
  const seconds = Math.round(skewMs / 1_000);
  return skewMs <= skewMaxMs
    ? { name: "clock", result: "pass", says: `the clock agrees within ${seconds} s`, mend: null }
    : {
        name: "clock",
        result: "fail",
        says: `the clock is off by ${seconds} s`,
        mend: "let NTP keep this machine's clock",
      };
}
