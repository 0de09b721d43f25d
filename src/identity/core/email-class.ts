import type { EmailClass } from "../contract.ts";
import { type EmailAddress, parseEmail } from "./email.ts";
import { isFreeMailHost, isRelayHost } from "./host.ts";
import { fold } from "./text.ts";
import { disposableDomains } from "./words/disposable.ts";
import { knownGivenNames } from "./words/given-names.ts";
import { noReplyLocals, placeholderDomains, placeholderLocals } from "./words/placeholders.ts";
import { roleLocals, roleQualifiers, strongRoles } from "./words/roles.ts";

/** What can be said of a mailbox from its spelling; several may hold at once. */
export interface EmailTraits {
  /** The domain is a mail provider's, a relay's or a throw-away mailbox's, so that it names no employer. */
  readonly freeMail: boolean;
  /** The mailbox is a function's (RFC 2142 and its kin in many languages), so that it belongs to nobody in particular. */
  readonly role: boolean;
  /** The address stands for "no address", or nobody reads it. */
  readonly placeholder: boolean;
  readonly disposable: boolean;
  /** The address only forwards: a privacy alias or a marketplace's go-between. */
  readonly relay: boolean;
}

/** The traits of an address, from our own word lists: see `words/`. */
export function emailTraits(address: EmailAddress): EmailTraits {
  const bare = fold(address.local.split("+", 1)[0] ?? "");
  const joined = withoutNumber(bare.replace(/[._-]/g, ""));
  const isNoReply = noReplyLocals.has(joined) || /^(?:no|do-?not|dont)[._-]?reply(?:[._-]|\d*$)/.test(bare);
  const isDisposable = disposableDomains.has(address.host.domain);
  return {
    freeMail: isDisposable || isFreeMailHost(address.host),
    role: isNoReply || isRole(bare, joined),
    placeholder: isNoReply || placeholderDomains.has(address.host.domain) || isPlaceholder(joined, address),
    disposable: isDisposable,
    relay: isRelayHost(address.host),
  };
}

/** One word for a mailbox, the most limiting trait first. */
export function emailClassOf(input: string | null | undefined): EmailClass {
  const address = input === null || input === undefined ? null : parseEmail(input);
  if (address === null) return "none";
  const traits = emailTraits(address);
  if (traits.placeholder) return "placeholder";
  if (traits.disposable) return "disposable";
  if (traits.role) return "role";
  return traits.freeMail ? "free_mail" : "business";
}

const withoutNumber = (text: string): string => text.replace(/\d+$/, "");

function isPlaceholder(joined: string, address: EmailAddress): boolean {
  if (placeholderLocals.has(joined) || /^(.)\1{3,}$/.test(joined)) return true;
  // `a@a.com`, `123@123.com`, `xx@xx.de`: the same key pressed on both sides of the sign.
  return address.local === address.host.label && /^(.)\1*$|^\d+$/.test(address.local);
}

function isRole(bare: string, joined: string): boolean {
  if (roleLocals.has(joined)) return true;
  const words = bare.split(/[._-]+/).filter((word) => word !== "");
  if (words.length < 2) return false;
  const parts = words.map(withoutNumber);
  const isFunction = (word: string): boolean => word === "" || roleLocals.has(word) || roleQualifiers.has(word);
  if (parts.every(isFunction)) return parts.some((word) => roleLocals.has(word));
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (strongRoles.has(first)) return !knownGivenNames.has(last);
  // `j.sales@` and `peter.hr@` are people; `acme-support@` is none.
  return strongRoles.has(last) && first.length > 2 && !knownGivenNames.has(first);
}
