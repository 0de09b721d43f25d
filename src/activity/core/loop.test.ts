import fc from "fast-check";
import { expect, test } from "vitest";
import { idFromUuid } from "../../kernel/ids.ts";
import { loopIn, loopProof } from "./loop.ts";
import { encodeToken } from "./verp.ts";

const key = Buffer.alloc(32, 7);
const workspaceId = idFromUuid("wsp", "0190a5b0-0000-7000-8000-000000000001");
const uuids = fc.uuid();
const mail = (head: string, body = "Hello") =>
  Buffer.from(`From: a@b.example\r\n${head}\r\nTo: a@b.example\r\n\r\n${body}`);

test("a mail that a mailbox sent to itself is known again, folded or not, and by its own workspace's key alone", () => {
  fc.assert(
    fc.property(uuids, fc.nat(4_000_000_000_000), fc.boolean(), (uuid, startedAt, isFolded) => {
      const loop = { workspaceId, mailboxId: idFromUuid("mbx", uuid), startedAt };
      const proof = loopProof(loop, key);
      const raw = mail(`X-Fairlead-Loop: ${isFolded ? proof.replaceAll(" ", "\r\n ") : proof}`);
      expect(loopIn(raw, workspaceId, key)).toEqual(loop);
      expect(loopIn(raw, workspaceId, Buffer.alloc(32, 8))).toBeNull();
    }),
  );
});

test("another mailbox, another time, a token for another purpose, or a proof in the body is no loop", () => {
  const loop = { workspaceId, mailboxId: idFromUuid("mbx", "0190a5b0-0000-7000-8000-000000000002"), startedAt: 1_000 };
  const proof = loopProof(loop, key);
  const [mailboxId, startedAt, token] = proof.split(" ");
  const other = idFromUuid("mbx", "0190a5b0-0000-7000-8000-000000000003");
  const reply = encodeToken(
    { workspaceId, messageId: idFromUuid("msg", "0190a5b0000070008000000000000004") },
    "reply",
    key,
  );
  for (const text of [
    `${other} ${startedAt} ${token}`,
    `${mailboxId} 1001 ${token}`,
    `${mailboxId} ${startedAt} ${reply}`,
    `${mailboxId} ${startedAt}`,
  ])
    expect(loopIn(mail(`X-Fairlead-Loop: ${text}`), workspaceId, key)).toBeNull();
  expect(loopIn(mail("Subject: x", `X-Fairlead-Loop: ${proof}\r\n`), workspaceId, key)).toBeNull();
});
