import { useQuery } from "@tanstack/react-query";
import type { Subject } from "./identity.ts";
import { ask } from "./operations.ts";

/** Everything that was ever said about somebody, or about one field of theirs, newest first. */
export function useHistory(subject: Subject, limit: number, field?: string) {
  const of = { limit, ...(field === undefined ? {} : { field }) };
  const isContact = subject.about === "contact";
  const contact = useQuery({
    ...ask("contacts.history", { contactId: isContact ? subject.id : "con_", ...of }),
    enabled: isContact,
  });
  const account = useQuery({
    ...ask("accounts.history", { accountId: isContact ? "acc_" : subject.id, ...of }),
    enabled: !isContact,
  });
  return isContact ? contact : account;
}
