// Written by `npm run generate` from the contracts; do not edit.
import type * as access from "../access/contract.ts";
import type * as accessAutonomy from "../access/autonomy/contract.ts";
import type * as accessWorkspace from "../access/workspace/contract.ts";
import type * as activity from "../activity/contract.ts";
import type * as activityFeed from "../activity/feed/contract.ts";
import type * as activityIngest from "../activity/ingest/contract.ts";
import type * as activityOutgoing from "../activity/outgoing/contract.ts";
import type * as activityProviders from "../activity/providers/contract.ts";
import type * as activityReplies from "../activity/replies/contract.ts";
import type * as activityThreads from "../activity/threads/contract.ts";
import type * as audit from "../audit/contract.ts";
import type * as execution from "../execution/contract.ts";
import type * as executionApprovals from "../execution/approvals/contract.ts";
import type * as executionSends from "../execution/sends/contract.ts";
import type * as executionSimulate from "../execution/simulate/contract.ts";
import type * as executionStops from "../execution/stops/contract.ts";
import type * as identity from "../identity/contract.ts";
import type * as identityAccounts from "../identity/accounts/contract.ts";
import type * as identityBulk from "../identity/bulk/contract.ts";
import type * as identityClaims from "../identity/claims/contract.ts";
import type * as identityEnrich from "../identity/enrich/contract.ts";
import type * as identityErase from "../identity/erase/contract.ts";
import type * as identityFields from "../identity/fields/contract.ts";
import type * as identityImport from "../identity/import/contract.ts";
import type * as identityMerge from "../identity/merge/contract.ts";
import type * as identityReview from "../identity/review/contract.ts";
import type * as identityRuleset from "../identity/ruleset/contract.ts";
import type * as identitySearch from "../identity/search/contract.ts";
import type * as identityView from "../identity/view/contract.ts";
import type * as mailbox from "../mailbox/contract.ts";
import type * as mailboxHealth from "../mailbox/health/contract.ts";
import type * as outcomes from "../outcomes/contract.ts";
import type * as policy from "../policy/contract.ts";
import type * as policyBacktest from "../policy/backtest/contract.ts";
import type * as policyConsent from "../policy/consent/contract.ts";
import type * as policyDiff from "../policy/diff/contract.ts";
import type * as policyHolding from "../policy/holding/contract.ts";
import type * as policyLint from "../policy/lint/contract.ts";
import type * as policyLists from "../policy/lists/contract.ts";
import type * as policyReplay from "../policy/replay/contract.ts";
import type * as policyRollout from "../policy/rollout/contract.ts";
import type * as scoring from "../scoring/contract.ts";
import type { Call } from "./call.ts";

/** Every operation by noun and verb. */
export interface Client {
  readonly session: {
    readonly whoami: Call<typeof access.whoami>;
    readonly setPassword: Call<typeof access.setPassword>;
  };
  readonly agents: {
    readonly create: Call<typeof access.createAgent>;
    readonly list: Call<typeof access.listAgents>;
    readonly get: Call<typeof access.getAgent>;
    readonly pause: Call<typeof access.pauseAgent>;
    readonly resume: Call<typeof access.resumeAgent>;
    readonly autonomy: Call<typeof accessAutonomy.getAutonomy>;
    readonly lowerAutonomy: Call<typeof accessAutonomy.lowerAutonomy>;
    readonly setAutonomy: Call<typeof accessAutonomy.setAutonomy>;
    readonly clearAutonomy: Call<typeof accessAutonomy.clearAutonomy>;
  };
  readonly workspace: {
    readonly get: Call<typeof accessWorkspace.getWorkspace>;
    readonly update: Call<typeof accessWorkspace.updateWorkspace>;
    readonly pause: Call<typeof accessWorkspace.pauseWorkspace>;
    readonly resume: Call<typeof accessWorkspace.resumeWorkspace>;
  };
  readonly people: {
    readonly create: Call<typeof access.createMember>;
    readonly list: Call<typeof access.listMembers>;
  };
  readonly keys: {
    readonly create: Call<typeof access.createKey>;
    readonly list: Call<typeof access.listKeys>;
    readonly revoke: Call<typeof access.revokeKey>;
  };
  readonly contacts: {
    readonly list: Call<typeof identity.listContacts>;
    readonly get: Call<typeof identity.getContact>;
    readonly merge: Call<typeof identityMerge.mergeContacts>;
    readonly unmerge: Call<typeof identityMerge.unmergeContacts>;
    readonly detach: Call<typeof identityMerge.detachRecords>;
    readonly detachMany: Call<typeof identityMerge.detachMany>;
    readonly erase: Call<typeof identityErase.eraseContact>;
    readonly update: Call<typeof identityClaims.updateContact>;
    readonly revert: Call<typeof identityClaims.revertContact>;
    readonly pin: Call<typeof identityClaims.pinContact>;
    readonly unpin: Call<typeof identityClaims.unpinContact>;
    readonly deprecate: Call<typeof identityClaims.deprecateContact>;
    readonly undeprecate: Call<typeof identityClaims.undeprecateContact>;
    readonly history: Call<typeof identityClaims.contactHistory>;
  };
  readonly accounts: {
    readonly list: Call<typeof identity.listAccounts>;
    readonly get: Call<typeof identity.getAccount>;
    readonly setDomain: Call<typeof identityAccounts.setDomain>;
    readonly removeDomain: Call<typeof identityAccounts.removeDomain>;
    readonly setParent: Call<typeof identityAccounts.setParent>;
    readonly clearParent: Call<typeof identityAccounts.clearParent>;
    readonly tree: Call<typeof identityAccounts.accountTree>;
    readonly setRelation: Call<typeof identityAccounts.setRelation>;
    readonly committee: Call<typeof identityAccounts.accountCommittee>;
    readonly merge: Call<typeof identityMerge.mergeAccounts>;
    readonly unmerge: Call<typeof identityMerge.unmergeAccounts>;
    readonly detach: Call<typeof identityMerge.detachAccountRecords>;
    readonly update: Call<typeof identityClaims.updateAccount>;
    readonly revert: Call<typeof identityClaims.revertAccount>;
    readonly pin: Call<typeof identityClaims.pinAccount>;
    readonly unpin: Call<typeof identityClaims.unpinAccount>;
    readonly deprecate: Call<typeof identityClaims.deprecateAccount>;
    readonly undeprecate: Call<typeof identityClaims.undeprecateAccount>;
    readonly history: Call<typeof identityClaims.accountHistory>;
  };
  readonly committee: {
    readonly set: Call<typeof identityAccounts.setCommittee>;
    readonly clear: Call<typeof identityAccounts.clearCommittee>;
  };
  readonly search: {
    readonly find: Call<typeof identitySearch.findAll>;
  };
  readonly views: {
    readonly save: Call<typeof identityView.saveView>;
    readonly list: Call<typeof identityView.listViews>;
    readonly delete: Call<typeof identityView.deleteView>;
  };
  readonly bulk: {
    readonly preview: Call<typeof identityBulk.previewBulk>;
    readonly run: Call<typeof identityBulk.runBulk>;
    readonly get: Call<typeof identityBulk.getBulk>;
    readonly list: Call<typeof identityBulk.listBulk>;
    readonly undo: Call<typeof identityBulk.undoBulk>;
  };
  readonly enrichment: {
    readonly createProvider: Call<typeof identityEnrich.createProvider>;
    readonly listProviders: Call<typeof identityEnrich.listProviders>;
    readonly pauseProvider: Call<typeof identityEnrich.pauseProvider>;
    readonly resumeProvider: Call<typeof identityEnrich.resumeProvider>;
    readonly run: Call<typeof identityEnrich.runEnrichment>;
    readonly get: Call<typeof identityEnrich.getEnrichment>;
  };
  readonly assertions: {
    readonly list: Call<typeof identityMerge.listAssertions>;
    readonly revoke: Call<typeof identityMerge.revokeAssertions>;
  };
  readonly reviews: {
    readonly list: Call<typeof identityReview.listReviews>;
    readonly get: Call<typeof identityReview.getReview>;
    readonly decide: Call<typeof identityReview.decideReview>;
  };
  readonly rulesets: {
    readonly list: Call<typeof identityRuleset.listRulesets>;
    readonly get: Call<typeof identityRuleset.getRuleset>;
    readonly propose: Call<typeof identityRuleset.proposeRuleset>;
    readonly activate: Call<typeof identityRuleset.activateRuleset>;
  };
  readonly fields: {
    readonly list: Call<typeof identityFields.listFields>;
    readonly declare: Call<typeof identityFields.declareField>;
    readonly archive: Call<typeof identityFields.archiveField>;
    readonly setOwner: Call<typeof identityFields.setFieldOwner>;
  };
  readonly uploads: {
    readonly create: Call<typeof identityImport.createUpload>;
    readonly append: Call<typeof identityImport.appendUpload>;
  };
  readonly imports: {
    readonly create: Call<typeof identityImport.createImport>;
    readonly get: Call<typeof identityImport.getImport>;
    readonly list: Call<typeof identityImport.listImports>;
    readonly rows: Call<typeof identityImport.listImportRows>;
    readonly rejects: Call<typeof identityImport.listImportRejects>;
    readonly undo: Call<typeof identityImport.undoImport>;
    readonly templates: Call<typeof identityImport.listImportTemplates>;
    readonly forgetTemplate: Call<typeof identityImport.forgetImportTemplate>;
  };
  readonly activities: {
    readonly list: Call<typeof activity.activitiesList>;
    readonly record: Call<typeof activity.activitiesRecord>;
    readonly ingest: Call<typeof activityIngest.activitiesIngest>;
    readonly feed: Call<typeof activityFeed.activitiesFeed>;
  };
  readonly webhooks: {
    readonly create: Call<typeof activityOutgoing.createWebhook>;
    readonly list: Call<typeof activityOutgoing.listWebhooks>;
    readonly pause: Call<typeof activityOutgoing.pauseWebhook>;
    readonly resume: Call<typeof activityOutgoing.resumeWebhook>;
    readonly rotate: Call<typeof activityOutgoing.rotateWebhook>;
    readonly deliveries: Call<typeof activityOutgoing.listDeliveries>;
    readonly replay: Call<typeof activityOutgoing.replayWebhook>;
  };
  readonly providers: {
    readonly create: Call<typeof activityProviders.createProvider>;
    readonly list: Call<typeof activityProviders.listProviders>;
    readonly rotate: Call<typeof activityProviders.rotateProvider>;
    readonly pause: Call<typeof activityProviders.pauseProvider>;
    readonly resume: Call<typeof activityProviders.resumeProvider>;
  };
  readonly inbound: {
    readonly list: Call<typeof activity.inboundList>;
    readonly get: Call<typeof activity.inboundGet>;
    readonly read: Call<typeof activityThreads.readInbound>;
  };
  readonly replies: {
    readonly classify: Call<typeof activityReplies.repliesClassify>;
    readonly labels: Call<typeof activityReplies.repliesLabels>;
  };
  readonly threads: {
    readonly list: Call<typeof activityThreads.listThreads>;
    readonly get: Call<typeof activityThreads.getThread>;
    readonly assign: Call<typeof activityThreads.assignThread>;
    readonly snooze: Call<typeof activityThreads.snoozeThread>;
  };
  readonly mailboxes: {
    readonly create: Call<typeof mailbox.mailboxesCreate>;
    readonly update: Call<typeof mailbox.mailboxesUpdate>;
    readonly list: Call<typeof mailbox.mailboxesList>;
    readonly get: Call<typeof mailbox.mailboxesGet>;
    readonly pause: Call<typeof mailbox.mailboxesPause>;
    readonly resume: Call<typeof mailbox.mailboxesResume>;
    readonly preflight: Call<typeof mailboxHealth.mailboxesPreflight>;
    readonly health: Call<typeof mailboxHealth.mailboxesHealth>;
  };
  readonly breakers: {
    readonly list: Call<typeof mailboxHealth.breakersList>;
    readonly rearm: Call<typeof mailboxHealth.breakersRearm>;
  };
  readonly icp: {
    readonly get: Call<typeof scoring.icpGet>;
    readonly publish: Call<typeof scoring.icpPublish>;
  };
  readonly signals: {
    readonly record: Call<typeof scoring.signalsRecord>;
  };
  readonly scores: {
    readonly get: Call<typeof scoring.scoresGet>;
  };
  readonly queue: {
    readonly next: Call<typeof scoring.queueNext>;
  };
  readonly policy: {
    readonly get: Call<typeof policy.getPolicy>;
    readonly check: Call<typeof policy.checkPolicy>;
    readonly lint: Call<typeof policyLint.lintPolicy>;
    readonly diff: Call<typeof policyDiff.diffPolicy>;
    readonly activate: Call<typeof policy.activatePolicy>;
    readonly simulate: Call<typeof executionSimulate.simulatePolicy>;
    readonly simulateQueue: Call<typeof executionSimulate.simulateQueue>;
    readonly bundles: Call<typeof policyRollout.listBundles>;
    readonly rollback: Call<typeof policyRollout.rollbackPolicy>;
    readonly shadow: Call<typeof policyRollout.shadowResults>;
    readonly backtest: Call<typeof policyBacktest.backtestPolicy>;
  };
  readonly decisions: {
    readonly replay: Call<typeof policyReplay.replayDecisions>;
  };
  readonly suppressions: {
    readonly create: Call<typeof policy.createSuppression>;
    readonly list: Call<typeof policy.listSuppressions>;
    readonly lift: Call<typeof policy.liftSuppression>;
    readonly export: Call<typeof policyLists.exportSuppressions>;
  };
  readonly holds: {
    readonly list: Call<typeof policyHolding.listHolds>;
    readonly create: Call<typeof policyHolding.createHold>;
    readonly release: Call<typeof policyHolding.releaseHold>;
  };
  readonly reactions: {
    readonly get: Call<typeof policyHolding.getReactions>;
    readonly set: Call<typeof policyHolding.setReactions>;
  };
  readonly consents: {
    readonly record: Call<typeof policyConsent.recordConsent>;
    readonly list: Call<typeof policyConsent.listConsents>;
  };
  readonly actions: {
    readonly propose: Call<typeof execution.proposeAction>;
    readonly list: Call<typeof execution.listActions>;
    readonly get: Call<typeof execution.getAction>;
    readonly cancel: Call<typeof execution.cancelAction>;
    readonly explain: Call<typeof executionStops.explainAction>;
  };
  readonly stops: {
    readonly count: Call<typeof executionStops.countStops>;
    readonly list: Call<typeof executionStops.listStops>;
  };
  readonly sends: {
    readonly list: Call<typeof executionSends.listSends>;
    readonly settle: Call<typeof executionSends.settleSend>;
  };
  readonly approvals: {
    readonly list: Call<typeof executionApprovals.listApprovals>;
    readonly grant: Call<typeof executionApprovals.grantApproval>;
    readonly grantMany: Call<typeof executionApprovals.grantMany>;
    readonly reject: Call<typeof executionApprovals.rejectApproval>;
    readonly edit: Call<typeof executionApprovals.editApproval>;
  };
  readonly approvers: {
    readonly list: Call<typeof executionApprovals.listApprovers>;
    readonly set: Call<typeof executionApprovals.setApprovers>;
  };
  readonly templates: {
    readonly create: Call<typeof execution.createTemplate>;
    readonly approve: Call<typeof execution.approveTemplate>;
    readonly list: Call<typeof execution.listTemplates>;
  };
  readonly sequences: {
    readonly create: Call<typeof execution.createSequence>;
    readonly list: Call<typeof execution.listSequences>;
  };
  readonly enrollments: {
    readonly stop: Call<typeof execution.stopEnrollments>;
  };
  readonly context: {
    readonly get: Call<typeof execution.getContext>;
  };
  readonly tasks: {
    readonly list: Call<typeof execution.listTasks>;
    readonly complete: Call<typeof execution.completeTask>;
  };
  readonly meetings: {
    readonly list: Call<typeof execution.listMeetings>;
    readonly record: Call<typeof execution.recordMeeting>;
  };
  readonly outcomes: {
    readonly record: Call<typeof outcomes.outcomesRecord>;
    readonly list: Call<typeof outcomes.outcomesList>;
  };
  readonly report: {
    readonly funnel: Call<typeof outcomes.reportFunnel>;
    readonly outcomes: Call<typeof outcomes.reportOutcomes>;
    readonly decisions: Call<typeof outcomes.reportDecisions>;
  };
  readonly audit: {
    readonly list: Call<typeof audit.listAudit>;
    readonly get: Call<typeof audit.getAudit>;
    readonly case: Call<typeof audit.caseAudit>;
    readonly checkpoint: Call<typeof audit.checkpointAudit>;
    readonly export: Call<typeof audit.exportAudit>;
    readonly verify: Call<typeof audit.verifyAudit>;
  };
}
