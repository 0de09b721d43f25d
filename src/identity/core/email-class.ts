import type { EmailClass } from "../contract.ts";
import { type EmailAddress, parseEmail } from "./email.ts";
import { isFreeMailHost } from "./host.ts";
import { fold } from "./text.ts";
import { disposableDomains } from "./words/disposable.ts";
import { placeholderDomains, placeholderLocals } from "./words/placeholders.ts";
import { roleLocals } from "./words/roles.ts";

/** What can be said of a mailbox from its spelling; several may hold at once. */
export interface EmailTraits {
  readonly freeMail: boolean;
  readonly role: boolean;
  readonly placeholder: boolean;
  readonly disposable: boolean;
}

/** The traits of an address. */
export function emailTraits(address: EmailAddress): EmailTraits {
  const bare = (address.local.split("+", 1)[0] ?? "").toLowerCase();
  const joined = bare.replace(/[._-]/g, "").replace(/\d+$/, "");
  const first = bare.split(/[._-]/, 1)[0] ?? "";
  return {
    freeMail: isFreeMailHost(address.host),
    // `info.de@` and `sales-emea@` are still the function's mailbox; only words of one function count as the first part.
    role: isRole(joined) || (bare !== first && first.length > 2 && strongRoles.has(first)),
    placeholder:
      placeholderDomains.has(address.host.domain) || placeholderLocals.has(joined) || /^(.)\1{3,}$/.test(joined),
    disposable: disposableDomains.has(address.host.domain),
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

const strongRoles: ReadonlySet<string> = new Set(
  "info sales support contact kontakt office hello marketing service help billing jobs careers press admin noreply vertrieb ventas".split(
    " ",
  ),
);

function isRole(joined: string): boolean {
  return joined !== "" && (roleLocals.has(joined) || roleLocals.has(fold(joined)));
}
