import { isoFromInstant } from "../kernel/env.ts";
import { idFromUuid } from "../kernel/ids.ts";
import type { RelationshipView } from "./store/relationships.ts";

/** The time that somebody worked somewhere, as it is shown. */
export function employmentView(row: RelationshipView) {
  return {
    title: row.title,
    seniority: row.seniority,
    jobFunction: row.job_function,
    current: row.valid_to === null,
    from: isoFromInstant(row.valid_from),
    to: row.valid_to === null ? null : isoFromInstant(row.valid_to),
    observedAt: isoFromInstant(row.observed_at),
  };
}

/** The same with the account where it was. */
export function relationshipView(row: RelationshipView) {
  return {
    ...employmentView(row),
    accountId: idFromUuid("acc", row.account_id),
    account: row.account,
    domain: row.domain,
  };
}
