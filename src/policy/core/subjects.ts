/** What a gate can stand for; a stop of any of these bumps its epoch. */
export type GateKind =
  | "account"
  | "address"
  | "agent"
  | "contact"
  | "domain"
  | "mailbox"
  | "phone"
  | "provider"
  | "sequence"
  | "workspace";
/** What touches are counted over. */
export type CapKind = "account" | "agent" | "contact" | "domain" | "mailbox" | "persona" | "thread";

export interface Keyed {
  readonly kind: string;
  readonly key: string;
}

export interface GateKey extends Keyed {
  readonly kind: GateKind;
}

/** A gate and its epoch: a permit names the epochs under which it was decided. */
export interface Gate extends GateKey {
  readonly epoch: number;
}

export interface CapSubject extends Keyed {
  readonly kind: CapKind;
}
