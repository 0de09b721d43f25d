import { type AnsweredMail, answeredMails, repliesToAnswer } from "../activity/threads/answerable.ts";
import { absorbedIds, livingContacts } from "../identity/facts-for.ts";
import type { Id } from "../kernel/ids.ts";
import { type Problem, problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Proposal } from "./words/contract.ts";

/** A proposal as far as it says what it answers. */
interface Answering {
  readonly input: Pick<Proposal, "purpose" | "contactId" | "answersId">;
}

/** The mail that a proposal answers, and whether it is the named contact's. */
interface Answered extends AnsweredMail {
  readonly isTheirs: boolean;
}

/**
 * The mail that each proposed answer is to: the one it names, else the newest reply of the contact, under every id that the
 * contact absorbed. It is settled here once, so that a reply which comes in later does not change what was approved.
 */
export async function answersOf<T extends Answering>(tx: Tx, batch: readonly T[]): Promise<ReadonlyMap<T, Answered>> {
  const asked = batch.filter(({ input }) => input.purpose === "reply_in_thread");
  if (asked.length === 0) return new Map();
  const newest = await newestByContact(
    tx,
    asked.flatMap(({ input }) => (input.answersId === undefined ? [input.contactId] : [])),
  );
  const idOf = ({ input }: T) => input.answersId ?? newest.get(input.contactId);
  const mails = await answeredMails(
    tx,
    asked.flatMap((one) => idOf(one) ?? []),
  );
  const living = await livingContacts(tx, [
    ...asked.map(({ input }) => input.contactId),
    ...[...mails.values()].flatMap((mail) => mail.contactId ?? []),
  ]);
  return new Map(
    asked.flatMap((one) => {
      const id = idOf(one);
      const mail = id === undefined ? undefined : mails.get(id);
      if (mail === undefined) return [];
      const owner = mail.contactId === null ? undefined : living.get(mail.contactId);
      const isTheirs = owner !== undefined && owner === living.get(one.input.contactId);
      return [[one, { ...mail, isTheirs }] as const];
    }),
  );
}

async function newestByContact(tx: Tx, contactIds: readonly Id<"con">[]): Promise<ReadonlyMap<Id<"con">, Id<"inb">>> {
  const living = await livingContacts(tx, contactIds);
  const former = await absorbedIds(tx, [...new Set(living.values())]);
  const idsOf = (id: Id<"con">): readonly Id<"con">[] => [id, ...(former.get(id) ?? [])];
  const found = await repliesToAnswer(tx, [...new Set(living.values())].flatMap(idsOf));
  return new Map(
    [...living].flatMap(([asked, id]) => {
      const ids = idsOf(id);
      const own = found.filter((one) => ids.includes(one.contactId)).sort((one, other) => other.at - one.at)[0];
      return own === undefined ? [] : [[asked, own.id] as const];
    }),
  );
}

/** What is wrong with the mail that a proposal says it answers; an answer to no mail at all is for policy to refuse. */
export function answerFault({ input }: Answering, answered: Answered | undefined): Problem | null {
  const { purpose, answersId, contactId } = input;
  if (answersId === undefined) return null;
  if (purpose !== "reply_in_thread")
    return problem("invalid_input", "1 field is not valid", {
      errors: [{ path: "/answersId", message: "only an answer has one: say `purpose: reply_in_thread`" }],
    });
  if (answered === undefined)
    return problem("not_found", `there is no inbound mail \`${answersId}\`: list it with inbound.list`);
  return answered.isTheirs
    ? null
    : problem(
        "conflict",
        `the mail \`${answersId}\` is not from the contact \`${contactId}\`: name the contact it is from`,
      );
}
