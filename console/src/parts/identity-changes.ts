import type { Subject } from "../api/identity.ts";
import { tellNow } from "../api/operations.ts";
import type { AskedChange } from "./change-form.tsx";

/** Says that some records are somebody else. */
export function detaching(subject: Subject, name: string, recordId: `rec_${string}`): AskedChange {
  const recordIds = [recordId];
  return {
    title: `Detach this record from ${name}?`,
    verb: "Detach",
    done: "Detached, and kept apart",
    key: ["detach", subject.id, recordId],
    run: (reason, dryRun, signal) =>
      subject.about === "contact"
        ? tellNow("contacts.detach", { contactId: subject.id, recordIds, reason, dryRun }, signal)
        : tellNow("accounts.detach", { accountId: subject.id, recordIds, reason, dryRun }, signal),
  };
}

/** Gives an absorbed one back its records. */
export function unmerging(subject: Subject, name: string, absorbedId: string): AskedChange {
  return {
    title: `Take ${name} apart again?`,
    verb: "Unmerge",
    done: "Unmerged, and kept apart",
    key: ["unmerge", subject.id, absorbedId],
    run: (reason, dryRun, signal) =>
      subject.about === "contact"
        ? tellNow(
            "contacts.unmerge",
            { contactId: subject.id, absorbedId: absorbedId as `con_${string}`, reason, dryRun },
            signal,
          )
        : tellNow(
            "accounts.unmerge",
            { accountId: subject.id, absorbedId: absorbedId as `acc_${string}`, reason, dryRun },
            signal,
          ),
  };
}

/** Says that another one is the same. */
export function merging(
  subject: Subject,
  name: string,
  other: { readonly id: string; readonly name: string },
): AskedChange {
  return {
    title: `Is ${other.name} the same as ${name}?`,
    verb: "Merge",
    done: `${other.name} and ${name} are one`,
    key: ["merge", subject.id, other.id],
    run: (reason, dryRun, signal) =>
      subject.about === "contact"
        ? tellNow(
            "contacts.merge",
            { contactId: subject.id, otherId: other.id as `con_${string}`, reason, dryRun },
            signal,
          )
        : tellNow(
            "accounts.merge",
            { accountId: subject.id, otherId: other.id as `acc_${string}`, reason, dryRun },
            signal,
          ),
  };
}
