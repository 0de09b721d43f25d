import { sentencesOf } from "./fold.ts";
import { meantBy, saidToUs } from "./opt-out-text.ts";
import type { OwnText } from "./own-text.ts";
import { optOutHits, readingsOf } from "./words/grammar.ts";

/** How bad a protest is: a `threat` names law, police, press or a regulator, an `escalation` somebody's superior. */
export interface Protest {
  readonly severity: "threat" | "escalation";
  readonly evidence: string;
}

/** The gravest protest in what the sender wrote above the signature, or null. */
export function protestIn(own: OwnText): Protest | null {
  let escalation: Protest | null = null;
  for (const sentence of sentencesOf(saidToUs(own.body)).map(meantBy)) {
    for (const hit of optOutHits(readingsOf(sentence), sentence)) {
      if (hit.group === "threat") return { severity: "threat", evidence: hit.words };
      if (hit.group === "superior") escalation ??= { severity: "escalation", evidence: hit.words };
    }
  }
  return escalation;
}
