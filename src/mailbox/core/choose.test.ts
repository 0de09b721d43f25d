import fc from "fast-check";
import { expect, test } from "vitest";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import { chooseMailbox } from "./choose.ts";

const mailboxIds = fc.uniqueArray(
  fc.uuid().map((uuid) => idFromUuid("mbx", uuid)),
  { minLength: 1, maxLength: 12 },
);
const contactId = fc.uuid().map((uuid) => idFromUuid("con", uuid));

test("no mailbox, no choice", () => {
  expect(chooseMailbox(idFromUuid("con", "01900000-0000-7000-8000-000000000000"), [])).toBeNull();
});

test("the choice does not depend on the order of the mailboxes", () => {
  fc.assert(
    fc.property(contactId, mailboxIds, (contact, ids) => {
      expect(chooseMailbox(contact, ids.toReversed())).toBe(chooseMailbox(contact, ids));
    }),
  );
});

test("when a mailbox goes away, only its own contacts move", () => {
  fc.assert(
    fc.property(contactId, mailboxIds, fc.nat(), (contact, ids, index) => {
      const gone = ids[index % ids.length];
      const before = chooseMailbox(contact, ids);
      const after = chooseMailbox(
        contact,
        ids.filter((id) => id !== gone),
      );
      if (before !== gone) expect(after).toBe(before);
    }),
  );
});

test("contacts spread over all mailboxes", () => {
  const ids = [1, 2, 3, 4].map((n) => idFromUuid("mbx", `01900000-0000-7000-8000-00000000000${n}`));
  const counts = new Map<Id<"mbx"> | null, number>();
  for (let n = 0; n < 1_000; n += 1) {
    const contact = idFromUuid("con", `01900000-0000-7000-8000-${String(n).padStart(12, "0")}`);
    const chosen = chooseMailbox(contact, ids);
    counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
  }
  expect(counts.size).toBe(4);
  expect(Math.min(...counts.values())).toBeGreaterThan(180);
});
