import { type AnswerOf, tellNow } from "./operations.ts";

/** Whom or what a page speaks about. */
export type Subject =
  | { readonly about: "contact"; readonly id: `con_${string}` }
  | { readonly about: "account"; readonly id: `acc_${string}` };

/** What became of contacts or accounts, or would. */
export type Change = AnswerOf<"contacts.merge"> | AnswerOf<"accounts.merge">;

/** Lists that are out of date once somebody became somebody else or reads differently. */
export const identityNouns: readonly string[] = [
  "contacts",
  "accounts",
  "reviews",
  "assertions",
  "search",
  "policy",
  "scores",
  "suppressions",
  "actions",
  "activities",
];

/** What a person says about one field. */
export type Word =
  | { readonly verb: "update"; readonly field: string; readonly value: string | null }
  | { readonly verb: "revert" | "unpin"; readonly field: string }
  | { readonly verb: "pin" | "deprecate" | "undeprecate"; readonly field: string; readonly value: string | null };

/** Says it. */
export async function sayOfField(subject: Subject, word: Word): Promise<void> {
  await (subject.about === "contact" ? ofContact(subject.id, word) : ofAccount(subject.id, word));
}

function ofContact(contactId: `con_${string}`, word: Word) {
  const { field } = word;
  switch (word.verb) {
    case "update":
      return tellNow("contacts.update", { contactId, fields: { [field]: word.value } });
    case "revert":
      return tellNow("contacts.revert", { contactId, fields: [field] });
    case "unpin":
      return tellNow("contacts.unpin", { contactId, field });
    case "pin":
      return tellNow("contacts.pin", { contactId, field, value: word.value });
    case "deprecate":
      return tellNow("contacts.deprecate", { contactId, field, value: word.value });
    case "undeprecate":
      return tellNow("contacts.undeprecate", { contactId, field, value: word.value });
  }
}

function ofAccount(accountId: `acc_${string}`, word: Word) {
  const { field } = word;
  switch (word.verb) {
    case "update":
      return tellNow("accounts.update", { accountId, fields: { [field]: word.value } });
    case "revert":
      return tellNow("accounts.revert", { accountId, fields: [field] });
    case "unpin":
      return tellNow("accounts.unpin", { accountId, field });
    case "pin":
      return tellNow("accounts.pin", { accountId, field, value: word.value });
    case "deprecate":
      return tellNow("accounts.deprecate", { accountId, field, value: word.value });
    case "undeprecate":
      return tellNow("accounts.undeprecate", { accountId, field, value: word.value });
  }
}
