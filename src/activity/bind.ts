import { type Bound, bind } from "../kernel/operation.ts";
import { classifyReplyByPerson } from "./classify-reply.ts";
import { activitiesList, activitiesRecord, inboundGet, inboundList } from "./contract.ts";
import type { ActivityDeps } from "./deps.ts";
import { activitiesFeed } from "./feed/contract.ts";
import { readFeed } from "./feed/read.ts";
import { activitiesIngest } from "./ingest/contract.ts";
import { ingestActivities } from "./ingest/ingest.ts";
import { listActivities } from "./list-activities.ts";
import { getInbound, listInbound } from "./read-inbound.ts";
import { recordActivity } from "./record-activity.ts";
import { repliesClassify, repliesLabels } from "./replies/contract.ts";
import { exportLabels } from "./replies/labels.ts";
import * as threads from "./threads/contract.ts";
import { getThread } from "./threads/get.ts";
import { listThreads } from "./threads/list.ts";
import { assignThread, snoozeThread } from "./threads/look-after.ts";
import { readInbound } from "./threads/read-mail.ts";

/** The operations of this block with their handlers. */
export function bindActivity(deps: ActivityDeps): readonly Bound[] {
  return [
    bind(activitiesList, (input, caller) => listActivities(deps, input, caller)),
    bind(activitiesRecord, (input, caller) => recordActivity(deps, input, caller)),
    bind(activitiesIngest, (input, caller) => ingestActivities(deps, input, caller)),
    bind(activitiesFeed, (input, caller) => readFeed(deps, input, caller)),
    bind(inboundList, (input, caller) => listInbound(deps, input, caller)),
    bind(inboundGet, (input, caller) => getInbound(deps, input, caller)),
    bind(threads.readInbound, (input, caller) => readInbound(deps, input, caller)),
    bind(threads.listThreads, (input, caller) => listThreads(deps, input, caller)),
    bind(threads.getThread, (input, caller) => getThread(deps, input, caller)),
    bind(threads.assignThread, (input, caller) => assignThread(deps, input, caller)),
    bind(threads.snoozeThread, (input, caller) => snoozeThread(deps, input, caller)),
    bind(repliesClassify, (input, caller) => classifyReplyByPerson(deps, input, caller)),
    bind(repliesLabels, (input, caller) => exportLabels(deps, input, caller)),
  ];
}
