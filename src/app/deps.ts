import type { AccessDeps } from "../access/deps.ts";
import type { ActivityDeps } from "../activity/deps.ts";
import { lastTouches } from "../activity/facts-for.ts";
import type { ModelDeps } from "../activity/model/deps.ts";
import type { OutgoingDeps } from "../activity/outgoing/deps.ts";
import type { ProviderDeps } from "../activity/providers/deps.ts";
import type { AppendDeps } from "../audit/append.ts";
import { appendAudit } from "../audit/append.ts";
import type { ReadDeps } from "../audit/read.ts";
import { createEnrichmentHttp } from "../channel/enrichment-http.ts";
import { createFormHttp } from "../channel/form-http.ts";
import { createSmtpChannel } from "../channel/smtp-out.ts";
import { webhookAlerts } from "../execution/alerts/webhook.ts";
import type { DispatchDeps, ExecutionDeps } from "../execution/deps.ts";
import { answersToMails, messagesMatching, sentInConversation, sentTouches } from "../execution/facts-for.ts";
import { redecideForbidden } from "../execution/redecide.ts";
import type { IdentityDeps } from "../identity/deps.ts";
import { contactsByAddress, idsOfContact, personKeys, subjectSource } from "../identity/lookups.ts";
import type { Database } from "../kernel/sql.ts";
import type { HealthDeps, PreflightDeps } from "../mailbox/deps.ts";
import { loopCameBack } from "../mailbox/health/loop.ts";
import { onRefusedSender } from "../mailbox/health/trip.ts";
import { accessToken, type TokenDeps } from "../mailbox/oauth.ts";
import type { OutcomesVerbDeps } from "../outcomes/deps.ts";
import { dealsOfAccounts } from "../outcomes/facts-for.ts";
import { outcomesOfEvents } from "../outcomes/from-events.ts";
import type { BundleShelf } from "../policy/bundles.ts";
import type { BundleSource } from "../policy/core/bundle.ts";
import { createQuietHours } from "../policy/core/hours.ts";
import type { PolicyDeps } from "../policy/deps.ts";
import { suppressContactsWith } from "../policy/suppress-contacts.ts";
import type { ScoringVerbDeps } from "../scoring/deps.ts";
import { consequencesFor } from "./consequences.ts";
import { mailboxSenses } from "./mailbox-senses.ts";
import { modelDeps } from "./model-deps.ts";
import { providerDeps } from "./provider-deps.ts";
import { type Reactions, wireReactions } from "./reactions.ts";
import type { Resources } from "./resources.ts";
import { sinksOf } from "./sinks.ts";

/** What each block is given, built once from the held resources. */
export interface BlockDeps {
  readonly append: AppendDeps & { readonly db: Database };
  readonly access: AccessDeps;
  readonly audit: ReadDeps;
  readonly identity: IdentityDeps;
  readonly activity: ActivityDeps;
  readonly outgoing: OutgoingDeps;
  readonly model: ModelDeps;
  readonly mailbox: PreflightDeps & HealthDeps;
  readonly providers: ProviderDeps;
  readonly tokens: TokenDeps;
  readonly scoring: ScoringVerbDeps;
  readonly policy: PolicyDeps;
  readonly policyStart: AppendDeps & { readonly shelf: BundleShelf; readonly shipped: BundleSource };
  readonly execution: ExecutionDeps;
  readonly dispatch: DispatchDeps;
  readonly outcomes: OutcomesVerbDeps;
}

/** Wires the blocks: who gets which look-up of a block it may not import. */
export function buildDeps(resources: Resources): BlockDeps {
  const { env, db, vault, engine, shelf, shipped, desk, log, config } = resources;
  const append = { env, vault, kick: resources.ring, db };
  const { askJson, postJson, postForm } = outside(resources);
  const tokens: TokenDeps = { ...append, postForm };
  const reactions: Reactions = wireReactions(() => deps);
  const scoring: ScoringVerbDeps = { ...append, ...subjectSource };
  const onRecorded: NonNullable<ActivityDeps["onRecorded"]> = (tx, events) =>
    outcomesOfEvents(deps.outcomes, tx, events);
  const readMail = resources.mailReader.read;
  const onLoop: NonNullable<ActivityDeps["onLoop"]> = (tx, loop) => loopCameBack(deps.mailbox, tx, loop);
  const heard = { react: reactions.activity, onRecorded };
  const activity: ActivityDeps = { ...append, ...whoIsMeant, ...heard, readMail, onLoop };
  const tokenOf: DispatchDeps["accessToken"] = (workspaceId, mailboxId) => accessToken(tokens, workspaceId, mailboxId);
  const execution: ExecutionDeps = {
    ...append,
    engine,
    activeBundle: shelf.active,
    personKeys,
    dealsOf: dealsOfAccounts,
    quietHours: createQuietHours(),
    publicUrl: config.publicUrl,
    ...heard,
  };
  const deps: BlockDeps = {
    append,
    access: { db, env, react: reactions.access, record: (tx, records) => appendAudit(append, tx, records) },
    audit: append,
    identity: {
      ...append,
      lastTouches,
      consequencesFor: (tx, contactIds) => consequencesFor({ vault, personKeys }, tx, contactIds),
      react: reactions.identity,
      askJson,
      suppressContacts: (...asked) => suppressContactsWith(deps.policy)(...asked),
      sinks: sinksOf({ policy: () => deps.policy, append, react: reactions.activity }),
    },
    activity,
    outgoing: { ...append, postJson, ...webhookAlerts(execution) },
    model: { ...append, ...modelDeps(resources), react: reactions.activity },
    mailbox: { ...append, react: reactions.mailbox, ...mailboxSenses(resources, tokenOf) },
    providers: providerDeps(resources, activity),
    tokens,
    scoring,
    policy: { ...append, engine, personKeys, afterSuppressing: (tx) => redecideForbidden({ env }, tx) },
    policyStart: { ...append, shelf, shipped },
    execution,
    dispatch: {
      ...execution,
      channel: createSmtpChannel({ redeem: desk.redeem, sleep: env.sleep }),
      mint: desk.mint,
      accessToken: tokenOf,
      onRefusedSender: (tx, refusal) => onRefusedSender(deps.mailbox, tx, refusal),
      log: (event, fields) => log("info", event, fields),
    },
    outcomes: { ...scoring, touches: sentTouches },
  };
  return deps;
}

/** Whom mail and events are about, for a block that may not ask those to its right. */
const whoIsMeant = {
  messagesFor: messagesMatching,
  sentIn: sentInConversation,
  answersTo: answersToMails,
  contactsFor: contactsByAddress,
  idsOfContact,
} as const;

/** Ways to services that others run, each within the networks that may be reached. */
function outside({ env, config }: Resources) {
  const reach = { sleep: env.sleep, allowed: config.outboundAllow };
  return {
    askJson: createEnrichmentHttp(reach),
    postJson: createEnrichmentHttp({ ...reach, who: "the receiver" }),
    postForm: createFormHttp(reach),
  };
}
