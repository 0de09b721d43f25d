import { describe, expect, test } from "vitest";
import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { NewRecord } from "../contract.ts";
import { csvRow } from "./csv.ts";
import { indexRow, recordBody, recordFromBody, withoutAbsent } from "./record.ts";

const uuid = "01890a5d-ac96-774b-bcce-b302099a8057";
const context = {
  id: idFromUuid("aud", uuid),
  workspaceId: idFromUuid("wsp", uuid),
  at: isoFromInstant(0),
  commitments: [],
};
const record: NewRecord = {
  type: "decision.send_email",
  actor: { kind: "agent", id: "agt_1" },
  subject: { contact: idFromUuid("con", uuid), account: undefined },
  decision: { outcome: "allow", reasons: ["ok"] },
  message: { channel: "email", id: idFromUuid("msg", uuid), rfc822Id: "<act.1@mail.example.com>" },
};

describe("the line of a record", () => {
  test("is pinned: the same record gives the same bytes for ever", () => {
    expect(recordBody(record, context)).toBe(
      '{"actor":{"id":"agt_1","kind":"agent"},"at":"1970-01-01T00:00:00.000Z","decision":{"outcome":"allow","reasons":["ok"]},' +
        '"id":"aud_01h455vb4pex5vsknk084sn02q","message":{"channel":"email","id":"msg_01h455vb4pex5vsknk084sn02q","rfc822Id":"<act.1@mail.example.com>"},' +
        '"subject":{"contact":"con_01h455vb4pex5vsknk084sn02q"},"type":"decision.send_email","v":1,"ws":"wsp_01h455vb4pex5vsknk084sn02q"}',
    );
  });

  test("puts commitments first and the search columns follow from it", () => {
    const body = recordBody(record, { ...context, commitments: ["a".repeat(43)], occurredAt: isoFromInstant(1) });
    expect(body.startsWith(`{"_sd":["${"a".repeat(43)}"]`)).toBe(true);
    expect(indexRow(recordFromBody(body))).toEqual({
      id: context.id,
      type: "decision.send_email",
      at: context.at,
      actorKind: "agent",
      actor: "agt_1",
      contactId: idFromUuid("con", uuid),
      accountId: null,
      actionId: null,
      messageId: idFromUuid("msg", uuid),
      outcome: "allow",
      causes: [],
    });
  });

  test.each([
    ["a sentence", { data: { note: "called her" } }],
    ["an address", { data: { to: "maria@example.com" } }],
    [
      "an address where a message id belongs",
      { message: { channel: "email", id: "m", rfc822Id: "maria@example.com" } },
    ],
    ["a name outside ASCII", { data: { name: "Zo\u00eb" } }],
    ["a name as a key", { data: { "Maria Lopez": 1 } }],
    ["text in a list", { decision: { outcome: "deny", reasons: ["she said no"] } }],
    ["a fraction", { data: { score: 0.5 } }],
    ["a malformed contact", { subject: { contact: "con_1" } }],
    ["an id of another kind", { causes: [idFromUuid("con", uuid)] }],
  ])("refuses %s in a clear field", (_name, change) => {
    expect(() => recordBody({ ...record, ...change } as NewRecord, context)).toThrow(TypeError);
  });

  test("drops absent members at any depth, and nothing else", () => {
    expect(withoutAbsent({ a: undefined, b: [{ c: undefined, d: null }], e: "" })).toEqual({ b: [{ d: null }], e: "" });
  });
});

test("a spreadsheet runs no cell of the view", () => {
  const hostile = { ...recordFromBody(recordBody(record, context)), type: '=cmd|"x",1' };
  const [index, leaf, , type] = csvRow(3, "+leaf", hostile).split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  expect([index, leaf, type]).toEqual(["3", "'+leaf", `"'=cmd|""x"",1"`]);
});
