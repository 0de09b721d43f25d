import type { ModelDeps } from "../activity/model/deps.ts";
import { createEnrichmentHttp } from "../channel/enrichment-http.ts";
import { limits } from "../kernel/limits.ts";
import type { Resources } from "./resources.ts";

/** The model that replies are put to, and the way to it: its address is the operator's own word. */
export function modelDeps({ env, config, log }: Resources): Pick<ModelDeps, "model" | "log" | "postJson"> {
  return {
    model: config.replyModel,
    log: (event, fields) => log("warn", event, fields),
    postJson: createEnrichmentHttp({
      sleep: env.sleep,
      allowed: [],
      who: "the model",
      isOperators: true,
      deadlineMs: limits.modelDeadlineMs,
      answerMaxBytes: limits.modelAnswerMaxBytes,
    }),
  };
}
