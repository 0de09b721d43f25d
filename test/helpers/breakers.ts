import type { TestWorkspace } from "./given.ts";

/** Lets a workspace send again that one test after the other gave bounces and complaints. */
export async function armEach({ admin }: TestWorkspace): Promise<void> {
  const { items } = await admin.breakers.list({});
  for (const { scope, key } of items) await admin.breakers.rearm({ scope, key, reason: "the next test begins" });
}
