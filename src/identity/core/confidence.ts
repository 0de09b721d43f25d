/** What is known about how well a contact is known; stored with the projection, weighed when asked. */
export interface Evidence {
  /** Independent sources that give a mailbox or a profile. */
  readonly sources: number;
  readonly emailStatus: string;
  /** No source contradicts another in a required field. */
  readonly isAgreed: boolean;
  readonly newestAt: number;
}

export interface Confidence {
  readonly total: number;
  readonly parts: Readonly<Record<string, number>>;
}

const dayMs = 86_400_000;

/** How sure we are, 0 to 100, that these records are this person and that the address reaches them. Weights are a proposal. */
export function confidenceOf(evidence: Evidence, isAddressed: boolean, openReviews: number, now: number): Confidence {
  const age = now - evidence.newestAt;
  const parts = {
    identity: evidence.sources >= 2 ? 40 : evidence.sources === 1 ? 25 : 10,
    address: !isAddressed || evidence.emailStatus === "invalid" ? 0 : evidence.emailStatus === "verified" ? 20 : 5,
    freshness: age <= 90 * dayMs ? 15 : age <= 365 * dayMs ? 8 : 0,
    agreement: evidence.isAgreed ? 15 : 0,
    conflict: openReviews > 0 ? -30 : 0,
  };
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return { total: Math.max(0, Math.min(100, total)), parts };
}

/** What outreach needs and the records lack, each named. */
export function missingFields(contact: {
  readonly email: string | null;
  readonly emailClass: string;
  readonly name: string | null;
  readonly accountId: string | null;
  readonly country: string | null;
}): readonly string[] {
  const isSendable =
    contact.email !== null &&
    (contact.emailClass === "business" || contact.emailClass === "free_mail" || contact.emailClass === "role");
  return [
    ...(isSendable ? [] : ["email"]),
    ...(contact.name === null ? ["name"] : []),
    ...(contact.accountId === null ? ["account"] : []),
    ...(contact.country === null ? ["country"] : []),
  ];
}
