import type { ActivityDeps } from "../activity/deps.ts";
import type { ProviderDeps } from "../activity/providers/deps.ts";
import { createFetched } from "../activity/providers/fetched.ts";
import { createGetHttp } from "../channel/get-http.ts";
import { limits } from "../kernel/limits.ts";
import { createTeller } from "../kernel/wake.ts";
import { mailboxNews } from "../mailbox/deps.ts";
import { hasMailbox } from "../mailbox/facts-for.ts";
import type { Resources } from "./resources.ts";

/** What taking the calls of sending providers is given: a walled way to what they publish, and word to the mailboxes' readers. */
export function providerDeps({ env, db, config }: Resources, activity: ActivityDeps): ProviderDeps {
  const getText = createGetHttp({
    sleep: env.sleep,
    allowed: config.outboundAllow,
    answerMaxBytes: limits.providerKeysMaxBytes,
  });
  return {
    ...activity,
    env,
    publicUrl: config.publicUrl,
    getText,
    fetched: createFetched(env, getText),
    hasMailbox,
    readNow: createTeller(env, db.root, mailboxNews, limits.feedTellMs),
  };
}
