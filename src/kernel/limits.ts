/** Every bound that the product holds itself to, named once; a page, body, queue, retry or loop without one is a fault. */
export const limits = {
  /** Largest request body over HTTP, in bytes: an import file inside JSON is the largest thing sent. */
  requestBodyMaxBytes: 64 * 1024 * 1024,
  /** The same before anybody has said who they are: a sign-in form, an unsubscribe. */
  openBodyMaxBytes: 16 * 1024,
  /** Rows on one page of a list. */
  pageMax: 500,
  pageDefault: 50,
  /** Levels of autonomy that one agent may have for actions and segments. */
  autonomyGrantsMax: 200,
  /** Proposals decided in one transaction, and how long the first waits for company. */
  decisionBatchMax: 64,
  decisionBatchWaitMs: 5,
  /** Jobs taken by one claim, how long a worker owns one, and tries before it is a dead letter. */
  jobClaimMax: 32,
  /** Batches of one workspace that one worker has in hand at a time. */
  jobBatchesMax: 4,
  jobLeaseMs: 60_000,
  jobTriesMax: 12,
  jobPollMs: 200,
  /** Serialization failures and deadlocks are retried this often before the caller hears of it. */
  transactionTries: 3,
  /** Batches that one pass of the feed orders, and events that a page of some kinds looks through. */
  feedBatchMax: 4_096,
  feedScanMax: 5_000,
  /** Streams of one workspace, events that one of them reads at once, how often it shows that it lives, how long it lasts, how often it is told. */
  feedStreamsMax: 20,
  feedStreamPage: 100,
  feedBeatMs: 15_000,
  feedStreamMs: 15 * 60_000,
  feedTellMs: 25,
  /** Webhooks of one workspace, calls to one at a time, events given to it in one transaction, and the poll for what was not told. */
  webhooksMax: 20,
  webhookCallsAtOnce: 8,
  webhookStretch: 500,
  webhookPollMs: 5_000,
  /** How long it is kept what came of a call. */
  webhookDeliveriesKeptMs: 30 * 24 * 60 * 60_000,
  /** One event of an ingestion, in bytes of JSON. */
  ingestEventMaxBytes: 64 * 1024,
  /** Connections of one process to the database. */
  connectionsPerProcess: 16,
  /** Audit entries that one sequencer pass takes, and its fallback poll. */
  auditBatchMax: 4_096,
  auditPollMs: 200,
  /** Largest canonical record of the audit log, in bytes. */
  auditBodyMaxBytes: 60_000,
  /** How long dispatch waits for its decision to be under a released checkpoint before it gives the job back. */
  auditWaitMs: 10_000,
  /** Rows of one import chunk, and columns of one row. */
  importChunkRows: 2_000,
  importColumnsMax: 500,
  /** Largest file of an import, and one part of it, in bytes. */
  importFileMaxBytes: 4 * 1024 * 1024 * 1024,
  importPartMaxBytes: 8 * 1024 * 1024,
  /** Threads that normalise a large import, and records that one transaction of its resolving projects. */
  importThreads: 2,
  importSettleRecords: 4_000,
  /** Records of a workspace that a ruleset is tried over, or put in force for, while its caller waits; more take a job. */
  rulesetRecordsAtOnce: 10_000,
  /** What people said about who is who and did not revoke, in one workspace. */
  assertionsMax: 1_000_000,
  /** Contacts of one enrichment run; one question to a provider, and its answer in bytes. */
  enrichContactsMax: 10_000,
  enrichmentDeadlineMs: 10_000,
  enrichmentAnswerMaxBytes: 256 * 1024,
  /** Saved views of one person, and views that one list shows. */
  viewsPerPerson: 200,
  viewsShown: 1_000,
  /** Contacts or accounts of one bulk change; those that the caller waits for; one transaction of it, and what a preview shows. */
  bulkItemsMax: 100_000,
  bulkInlineMax: 500,
  bulkChunkItems: 500,
  bulkSampleItems: 10,
  /** Replies that one workspace has put to a model at once, how often each, for how long, and the answer in bytes. */
  modelCallsAtOnce: 4,
  modelTriesMax: 3,
  modelDeadlineMs: 20_000,
  modelAnswerMaxBytes: 64 * 1024,
  /** How long the thread that checks policies may take, and its memory. */
  policyGateMs: 30_000,
  policyGateHeapMb: 512,
  /** Decisions that one back-test goes along. */
  backtestDecisionsMax: 500_000,
  /** The whole SMTP conversation of one message. */
  smtpDeadlineMs: 30_000,
  /** Largest mail taken in, in bytes. */
  mailMaxBytes: 10 * 1024 * 1024,
  /** A mail up to this is read where it came in; a larger one on a thread, with this much time and memory. */
  mailReadHereBytes: 32 * 1024,
  mailReadMs: 10_000,
  mailReadHeapMb: 256,
  /** What is kept of a larger mail: its headers and its first part, as a rule. */
  mailKeptBytes: 256 * 1024,
  /** Mailboxes that one process reads over IMAP, each on one connection. */
  imapConnectionsMax: 50,
  /** Mails whose sizes one IMAP command asks for. */
  imapFetchMax: 100,
  /** How long a folder goes unread: where the server announces new mail (IDLE), and where it does not. */
  imapIdleMs: 60_000,
  imapPollMs: 15_000,
  /** How long an IMAP server may take to greet. */
  imapGreetingMs: 10_000,
  /** An IMAP connection that says nothing for this long is given up, and the pauses before the next try. */
  imapDeadlineMs: 90_000,
  imapPauseMs: 1_000,
  imapPauseMaxMs: 60_000,
  /** How long a process owns the reading of a mailbox without saying that it still does. */
  imapLeaseMs: 30_000,
  /** Mail from this long before a mailbox was connected is read too: it may answer what another tool sent. */
  imapLookBackMs: 7 * 24 * 3_600_000,
  /** What people sent from this long before counts under the caps: no window of a cap is longer. */
  imapSentLookBackMs: 30 * 24 * 3_600_000,
  /** One call of a provider's webhook: its body in bytes, the events in it, and how far its time may lie from ours. */
  webhookBodyMaxBytes: 1024 * 1024,
  webhookEventsMax: 2_000,
  webhookWindowMs: 5 * 60_000,
  /** Providers of one workspace that call us, and calls of one in a minute. */
  providersMax: 50,
  providerCallsPerMinute: 6_000,
  /** How late a call may come that was signed once and tried for days; how long calls and events are remembered, which is longer. */
  providerCallLateMs: 14 * 24 * 3_600_000,
  providerCallKeptMs: 15 * 24 * 3_600_000,
  providerEventKeptMs: 90 * 24 * 3_600_000,
  /** Certificates and sets of keys that a process remembers, for how long, and the largest of them in bytes. */
  providerKeysMax: 32,
  providerKeysMs: 3_600_000,
  providerKeysMaxBytes: 64 * 1024,
  /** A rendered message, in bytes. */
  messageMaxBytes: 512 * 1024,
  /** A permit opens one attempt within this time of its decision (business time). */
  permitTtlMs: 15 * 60_000,
  /** An approval that nobody used is void after this. */
  approvalTtlMs: 7 * 24 * 3_600_000,
  /** Memberships in groups of approvers, over all groups of a workspace. */
  approversMax: 2_000,
  /** Facts of one decision, in bytes of JSON. */
  factsMaxBytes: 64 * 1024,
  /** Requests of one key or session in one minute. */
  requestsPerMinute: 6_000,
  signInTriesPerMinute: 10,
} as const;
