import type { z } from "zod";
import type { Operation } from "../kernel/operation.ts";

/** What a single call may say besides its input. */
export interface CallOptions {
  /** The same key and input gets the first answer again; makes a repeated write safe. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** The call of one operation, typed by its contract. Input may be left out where every field may. */
export type Call<O extends Operation> = (
  ...given: Record<string, never> extends z.input<O["input"]>
    ? [input?: z.input<O["input"]>, options?: CallOptions]
    : [input: z.input<O["input"]>, options?: CallOptions]
) => Promise<z.output<O["output"]>>;
