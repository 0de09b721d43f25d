import { type Bound, bind } from "../kernel/operation.ts";
import * as contract from "./contract.ts";
import { createMailbox } from "./create.ts";
import type { HealthDeps, PreflightDeps } from "./deps.ts";
import { listBreakers, rearmByHand } from "./health/breakers.ts";
import * as health from "./health/contract.ts";
import { healthOfMailbox } from "./health/health.ts";
import { preflightMailbox } from "./health/preflight.ts";
import { pauseMailbox, resumeMailbox } from "./pause.ts";
import { getMailbox, listMailboxes } from "./read.ts";
import { updateMailbox } from "./update.ts";

/** The operations of mailbox with what serves them. */
export function bindMailbox(deps: PreflightDeps & HealthDeps): readonly Bound[] {
  return [
    bind(contract.mailboxesCreate, (input, caller) => createMailbox(deps, input, caller)),
    bind(contract.mailboxesUpdate, (input, caller) => updateMailbox(deps, input, caller)),
    bind(contract.mailboxesList, (input, caller) => listMailboxes(deps, input, caller)),
    bind(contract.mailboxesGet, (input, caller) => getMailbox(deps, input, caller)),
    bind(contract.mailboxesPause, (input, caller) => pauseMailbox(deps, input, caller)),
    bind(contract.mailboxesResume, (input, caller) => resumeMailbox(deps, input, caller)),
    bind(health.mailboxesPreflight, (input, caller) => preflightMailbox(deps, input, caller)),
    bind(health.mailboxesHealth, (input, caller) => healthOfMailbox(deps, input, caller)),
    bind(health.breakersList, (input, caller) => listBreakers(deps, input, caller)),
    bind(health.breakersRearm, (input, caller) => rearmByHand(deps, input, caller)),
  ];
}
