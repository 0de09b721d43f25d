/**
 * What people write, in one language. Slots: {sender} the first name of the seller, {me} own first name, {company},
 * {date} a day to come back on, {time} a meeting time, {colleague} and {email} of somebody else.
 */
export interface Phrases {
  readonly greetings: readonly string[];
  readonly farewells: readonly string[];
  readonly positive: readonly string[];
  readonly meeting: readonly string[];
  readonly negative: readonly string[];
  readonly question: readonly string[];
  readonly neutral: readonly string[];
  readonly notNow: readonly string[];
  readonly referral: readonly string[];
  readonly wrongPerson: readonly string[];
  readonly decline: readonly string[];
  readonly unsubscribe: readonly string[];
  readonly ooo: AutoPhrases;
  readonly leftCompany: AutoPhrases;
  readonly autoAck: AutoPhrases;
  /** The line over a quoted message; slots {date} and {sender}. */
  readonly wrote: string;
  readonly outlook: { readonly from: string; readonly sent: string; readonly to: string; readonly subject: string };
  readonly answerPrefix: string;
}

/** Machine-written answers; slot {subject} is the subject of the message that is answered. */
export interface AutoPhrases {
  readonly subjects: readonly string[];
  readonly texts: readonly string[];
}
