import { describe, expect, test } from "vitest";
import { source, told, type Violation } from "../helpers/source.ts";
import { cycleViolations } from "./cycles.ts";
import { edgeViolations } from "./edges.ts";
import { reachViolations } from "./reach.ts";
import { roleViolations } from "./roles.ts";

/** A file that breaks one rule, and the rule that must catch it. */
type Planted = readonly [says: string, path: string, text: string, rule: string];

const edges: readonly Planted[] = [
  ["left imports right", "src/identity/merge.ts", 'import { suppress } from "../policy/suppress.ts";', "edge"],
  ["a type counts too", "src/audit/append.ts", 'import type { Score } from "../scoring/contract.ts";', "edge"],
  ["a type in passing", "src/audit/head.ts", 'let x: import("../scoring/contract.ts").Score;', "edge"],
  ["a re-export", "src/kernel/ids.ts", 'export { roles } from "../access/contract.ts";', "edge"],
  ["a dynamic import", "src/access/keys.ts", 'const m = await import("../policy/caps.ts");', "edge"],
  ["outcomes decides", "src/outcomes/learn.ts", 'import { decide } from "../policy/core/decide.ts";', "edge"],
  ["the world knows us", "src/world/mx.ts", 'import { limits } from "../kernel/limits.ts";', "edge"],
  ["the world knows scoring", "src/world/rates.ts", 'import { fit } from "../scoring/core/fit.ts";', "edge"],
  ["the agent has a back door", "src/agent/run.ts", 'import { propose } from "../execution/propose.ts";', "edge"],
  ["the client pulls in the kernel", "src/client/call.ts", 'import { openDatabase } from "../kernel/sql.ts";', "edge"],
  ["the verifier trusts the writer", "src/verify/walk.ts", 'import { x } from "../audit/append.ts";', "edge"],
  ["the verifier has a dependency", "src/verify/walk.ts", 'import { z } from "zod";', "edge"],
  ["a surface knows a word", "src/surface/http/reply.ts", 'import { x } from "../../identity/contract.ts";', "edge"],
  [
    "the console knows a verb",
    "console/src/pages/today.tsx",
    'import { x } from "../../../src/audit/append.ts";',
    "edge",
  ],
  ["channel decides", "src/channel/smtp-out.ts", 'import { x } from "../policy/contract.ts";', "edge"],
  ["a new package in a block", "src/scoring/fit.ts", 'import lodash from "lodash";', "edge"],
  ["a folder off the map", "src/helpers/misc.ts", "export const x = 1;", "place"],
  ["an import nobody can see", "src/identity/merge.ts", "const m = await import(name);", "blind-import"],
];

const roles: readonly Planted[] = [
  [
    "a contract with behaviour",
    "src/policy/contract.ts",
    'import { limits } from "../kernel/sql.ts";',
    "role-contract",
  ],
  ["a contract with a package", "src/policy/contract.ts", 'import { parse } from "tldts";', "role-contract"],
  ["a core with SQL", "src/policy/core/caps.ts", 'import type { Tx } from "../../kernel/sql.ts";', "role-core"],
  ["a core that reads files", "src/policy/core/caps.ts", 'import { readFileSync } from "node:fs";', "role-core"],
  ["a core that calls its shell", "src/policy/core/caps.ts", 'import { x } from "../suppress.ts";', "role-core"],
  [
    "a core of another block",
    "src/policy/core/caps.ts",
    'import { x } from "../../identity/core/email.ts";',
    "role-core",
  ],
  ["a core that waits", "src/policy/core/caps.ts", "export async function f() {}", "core-sync"],
  ["a core that promises", "src/policy/core/caps.ts", "export const f = (): Promise<void> => g();", "core-sync"],
  ["a store that computes", "src/policy/store/caps.ts", 'import { over } from "../core/caps.ts";', "role-store"],
  ["a store that joins stores", "src/policy/store/caps.ts", 'import { x } from "./gates.ts";', "role-store"],
  ["a store with foreign words", "src/policy/store.ts", 'import type { X } from "../audit/append.ts";', "role-store"],
  ["a verb in another's store", "src/execution/stop.ts", 'import { x } from "../policy/store/caps.ts";', "role-shell"],
  ["a way round the wall", "src/execution/stop.ts", 'import { asOwner } from "../kernel/erasing.ts";', "role-shell"],
];

const bypasses: readonly Planted[] = [
  ["nodemailer", "src/execution/dispatch.ts", 'import mail from "nodemailer";', "reach-module"],
  ["its inner part", "src/outcomes/report.ts", 'import C from "nodemailer/lib/smtp-connection";', "reach-module"],
  ["a mail server", "src/mailbox/create.ts", 'import { SMTPServer } from "smtp-server";', "reach-module"],
  ["a socket", "src/mailbox/create.ts", 'import { connect } from "node:net";', "reach-module"],
  ["a socket without its scheme", "src/mailbox/create.ts", 'import { connect } from "net";', "reach-module"],
  ["a TLS socket", "src/agent/run.ts", 'import tls from "node:tls";', "reach-module"],
  ["a datagram", "src/app/work.ts", 'import dgram from "node:dgram";', "reach-module"],
  ["an HTTP client", "src/scoring/ingest.ts", 'import { request } from "node:https";', "reach-module"],
  ["a socket on demand", "src/app/work.ts", 'const net = await import("node:tls");', "reach-module"],
  ["sendmail by a child", "src/execution/settle.ts", 'import { spawn } from "node:child_process";', "reach-module"],
  ["fetch", "src/execution/settle.ts", 'await fetch("https://example.com");', "reach-global"],
  ["fetch by another name", "src/execution/settle.ts", "const get = fetch;", "reach-global"],
  ["fetch through the global", "src/execution/settle.ts", 'globalThis.fetch("x");', "reach-global"],
  ["a web socket", "src/execution/settle.ts", 'new WebSocket("ws://x");', "reach-global"],
  ["code from text", "src/execution/settle.ts", 'new Function("x")();', "reach-global"],
  ["a send elsewhere", "src/execution/propose.ts", "await deps.channel.send(p, r, m);", "reach-send"],
  ["a send by its string", "src/outcomes/learn.ts", 'await deps.channel["send"](p, r, m);', "reach-send"],
  ["a send taken apart", "src/outcomes/learn.ts", "const { send } = deps.channel;", "reach-send"],
  ["a send bound", "src/outcomes/learn.ts", "const go = deps.channel.send.bind(x);", "reach-send"],
  ["a permit made elsewhere", "src/execution/dispatch.ts", "deps.mint({});", "reach-name"],
  ["a permit made by string", "src/execution/reserve.ts", 'deps["mint"]({});', "reach-name"],
  ["a desk of one's own", "src/agent/run.ts", 'import { createPermitDesk } from "x";', "reach-name"],
  ["a channel of one's own", "src/execution/work.ts", "const c = createSmtpChannel({});", "reach-name"],
  ["a permit used up elsewhere", "src/execution/work.ts", "desk.redeem(permit);", "reach-name"],
  ["a place to keep the channel", "src/mailbox/deps.ts", "export type Way = MailChannel;", "reach-name"],
];

describe("a planted breach of each kind is caught", () => {
  check("edge", edges, edgeViolations);
  check("role", roles, roleViolations);
  check("way out", bypasses, reachViolations);

  test("cycle: three files, one of them only as a type", () => {
    const a = source("src/policy/a.ts", 'import { b } from "./b.ts";');
    const b = source("src/policy/b.ts", 'import { c } from "./c.ts";');
    const back = source("src/policy/c.ts", 'import { a } from "./a.ts";');
    const typed = source("src/policy/c.ts", 'import { type A } from "./a.ts";');
    expect(told(cycleViolations([a, b, back]))).toEqual([
      "src/policy/a.ts:1 cycle: src/policy/a.ts > src/policy/b.ts > src/policy/c.ts > src/policy/a.ts",
    ]);
    expect(cycleViolations([a, b, typed])).toEqual([]);
  });
});

test("what is allowed is not reported", () => {
  const fine = [
    source("src/execution/dispatch.ts", 'import type { X } from "../channel/port.ts"; await deps.channel.send(p);'),
    source("src/surface/http/listen.ts", 'import type { AddressInfo } from "node:net"; handler.fetch(request);'),
    source("src/client/client.ts", "const get = options.fetch ?? fetch; get(url);"),
    source("src/policy/core/caps.ts", 'import { sha } from "node:crypto"; import { x } from "../contract.ts";'),
    source(
      "src/policy/store/caps.ts",
      'import type { Keyed } from "../gates.ts"; import type { Tx } from "../../kernel/sql.ts";',
    ),
    source("src/identity/core/row.ts", "const to = address.send; const { a } = b;"),
  ];
  const all = [edgeViolations, roleViolations, reachViolations, cycleViolations];
  expect(all.flatMap((rule) => told(rule(fine)))).toEqual([]);
});

function check(
  kind: string,
  planted: readonly Planted[],
  rule: (files: readonly ReturnType<typeof source>[]) => readonly Violation[],
): void {
  test.each(planted)(`${kind}: %s`, (_says, path, text, expected) => {
    const rules = rule([source(path, text)]).map((one) => one.rule);
    expect([...new Set(rules)]).toEqual([expected]);
  });
}
