import type { Id } from "../../src/kernel/ids.ts";
import type { TestApp } from "./app.ts";
import type { TestWorkspace } from "./given.ts";
import type { Taken } from "./sink.ts";

/** Somebody who got the first step of the sequence. */
export interface Written {
  readonly contactId: Id<"con">;
  readonly mail: Taken;
}

/** Enrolls somebody new and answers with the first mail that they got. */
export async function written(world: TestApp, home: TestWorkspace, email: string): Promise<Written> {
  const contactId = await home.contact({ email });
  const answer = await home.enroll(contactId);
  await world.drain();
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error(`${email} got no mail: ${JSON.stringify(answer.decision)}`);
  return { contactId, mail };
}

/** Fifteen working days later: every follow-up has been due, and whatever was due has been done. */
export async function threeWeeksLater(world: TestApp): Promise<void> {
  for (let day = 0; day < 15; day += 1) {
    await world.nextWorkday();
    await world.drain();
  }
}
