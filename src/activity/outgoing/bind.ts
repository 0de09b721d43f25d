import { type Bound, bind } from "../../kernel/operation.ts";
import * as contract from "./contract.ts";
import { readDeliveries } from "./deliveries.ts";
import type { OutgoingDeps } from "./deps.ts";
import { createWebhook, listWebhooks, pauseWebhook, replayWebhook, resumeWebhook, rotateWebhook } from "./webhooks.ts";

/** The operations of webhooks with their handlers. */
export function bindOutgoing(deps: OutgoingDeps): readonly Bound[] {
  return [
    bind(contract.createWebhook, (input, caller) => createWebhook(deps, input, caller)),
    bind(contract.listWebhooks, (_input, caller) => listWebhooks(deps, caller)),
    bind(contract.pauseWebhook, (input, caller) => pauseWebhook(deps, input, caller)),
    bind(contract.resumeWebhook, (input, caller) => resumeWebhook(deps, input, caller)),
    bind(contract.rotateWebhook, (input, caller) => rotateWebhook(deps, input, caller)),
    bind(contract.listDeliveries, (input, caller) => readDeliveries(deps, input, caller)),
    bind(contract.replayWebhook, (input, caller) => replayWebhook(deps, input, caller)),
  ];
}
