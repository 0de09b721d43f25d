import type { AppendDeps } from "../../audit/append.ts";
import type { ReplyModel } from "../../kernel/config.ts";
import type { React } from "../../kernel/reactions.ts";
import type { Database } from "../../kernel/sql.ts";
import type { ActivityReaction } from "../contract.ts";
import type { PostExchange } from "../outgoing/deps.ts";

/** What asking a model about replies needs. */
export interface ModelDeps extends AppendDeps {
  readonly db: Database;
  readonly react: React<ActivityReaction>;
  /** The model that the operator named; null where nobody is asked. */
  readonly model: ReplyModel | null;
  readonly log: (event: string, fields: Readonly<Record<string, unknown>>) => void;
  readonly postJson: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<PostExchange>;
}

/** The queue on which replies are put to a model: one job per workspace, so that a slow one is waited for once. */
export const modelQueue = "activity.model";
