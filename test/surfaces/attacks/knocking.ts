import { expect } from "vitest";
import type { Answer } from "../harness.ts";
import { type Attack, closedCode, touch } from "./attacker.ts";

/** Attacks on the door itself: keys, methods, paths, tool names, and bodies that are made to be misread. */

const json = JSON.stringify;
const codeOf = (answer: Answer): string => (answer.ok ? "answered" : answer.problem.code);

export const knocking: readonly Attack[] = [
  [
    "use a key that was revoked, cut, or never made",
    async (at) => {
      const made = await at.home.admin.keys.create({ name: "short", holderId: at.home.agentId });
      await at.home.admin.keys.revoke({ keyId: made.key.id });
      for (const token of [made.secret, at.home.tokens.agent.slice(0, -1), `flk_${"0".repeat(40)}`, at.home.agentId])
        expect(await at.call("session.whoami", {}, { token }).then(codeOf, () => "unauthenticated")).toBe(
          "unauthenticated",
        );
    },
  ],
  [
    "pass its key as a session, in the query, or beside another",
    async (at) => {
      const { agent } = at.home.tokens;
      const path = at.route === "mcp" ? "/mcp" : "/v1/actions";
      const tries: readonly (readonly [query: string, headers: Readonly<Record<string, string>>])[] = [
        ["", { cookie: `fairlead=${agent}` }],
        ["", { cookie: `__Host-fairlead=${agent}; fairlead=${agent}`, "x-fairlead-csrf": "1", origin: at.world.url }],
        [`?access_token=${agent}&token=${agent}`, {}],
        ["", { authorization: `Basic ${Buffer.from(`x:${agent}`).toString("base64")}` }],
        ["", { authorization: `Bearer ${agent}, Bearer ${at.home.tokens.admin}` }],
        ["", { "x-api-key": agent, "x-forwarded-user": at.home.adminId }],
      ];
      for (const [query, headers] of tries) {
        const init = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: "{}" };
        expect((await fetch(`${at.world.url}${path}${query}`, init)).status, json(headers)).toBeOneOf([401, 403]);
      }
    },
  ],
  [
    "come from another site's page",
    async (at) => {
      const path = at.route === "mcp" ? "/mcp" : "/v1/session";
      const headers = { origin: "https://evil.example", authorization: `Bearer ${at.home.tokens.agent}` };
      const init = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: "{}" };
      expect((await fetch(`${at.world.url}${path}`, init)).status).toBe(403);
    },
  ],
  [
    "have a read taken for a write by an override header",
    async (at) => {
      const { id } = at.victim();
      const headers = {
        authorization: `Bearer ${at.home.tokens.agent}`,
        "x-http-method-override": "POST",
        "x-method-override": "POST",
      };
      const query = new URLSearchParams({ contactId: id, _method: "POST" });
      await fetch(`${at.world.url}${at.route === "mcp" ? "/mcp" : "/v1/actions"}?${query}`, { headers });
      expect((await at.home.admin.actions.list({ contactId: id })).items).toEqual([]);
    },
  ],
  [
    "find a closed operation by another spelling of its path or name",
    async (at) => {
      const headers = { authorization: `Bearer ${at.home.tokens.agent}`, "content-type": "application/json" };
      const id = "apr_01kch5zsfve3x8y1q4m7n2p5rt";
      const paths = [
        `/v1/actions/../approvals/${id}/grant`,
        `/v1/actions/..%2fapprovals%2f${id}%2fgrant`,
        `/v1//approvals/${id}/grant`,
        `/V1/approvals/${id}/grant`,
        `/v1/approvals/${id}/grant/`,
        `/v1/approvals/${id};a=b/grant`,
        `/v1/approvals/${id}%00/grant`,
      ];
      for (const path of at.route === "http" ? paths : []) {
        const { status } = await fetch(`${at.world.url}${path}`, { method: "POST", headers, body: "{}" });
        expect([400, 403, 404], path).toContain(status);
      }
      const names = [
        "approvals_grant",
        "approvals.grant",
        "Actions_Propose",
        "actions_propose ",
        "__proto__",
        "constructor",
        "",
      ];
      for (const name of at.route === "mcp" ? names : []) {
        const body = json({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: {} } });
        const accept = "application/json, text/event-stream";
        const reply = await fetch(`${at.world.url}/mcp`, { method: "POST", headers: { ...headers, accept }, body });
        expect(await reply.text(), name).toMatch(/not_found|"error"/);
      }
    },
  ],
  [
    "repeat a key with other content",
    async (at) => {
      const [one, other] = [at.victim(), at.victim()];
      const how = { idempotencyKey: `again-${at.route}` };
      expect(await at.decided(touch(at, one.id), how)).toBe("allow");
      expect(await at.decided(touch(at, other.id), how)).toBe("idempotency_mismatch");
      expect(await at.decided(touch(at, one.id), how)).toBe("allow");
      await at.world.drain();
      expect(at.world.sink.to(one.email)).toHaveLength(1);
      expect(at.world.sink.to(other.email)).toEqual([]);
    },
  ],
  [
    "get the answer that was kept for somebody else",
    async (at) => {
      const { id } = at.victim();
      const how = { idempotencyKey: `kept-${at.route}` };
      const first = await at.call("actions.propose", touch(at, id), { ...how, token: at.home.tokens.admin });
      const second = await at.call("actions.propose", touch(at, id), how);
      const actionOf = (answer: typeof first) => (answer.ok ? (answer.value as { id: string }).id : "none");
      expect(actionOf(second)).not.toBe(actionOf(first));
      expect(json(second)).toContain("SPACING");
    },
  ],
  [
    "name two contacts under one name: the one that is read is the one that is judged",
    async (at) => {
      const [fine, suppressed] = [at.victim(), at.victim()];
      await at.home.admin.suppressions.create({ contactId: suppressed.id });
      const draft = json({ templateId: at.home.templateId });
      await at.sendText(
        "actions.propose",
        `{"contactId":"${fine.id}","contactId":"${suppressed.id}","draft":${draft}}`,
      );
      await at.sendText(
        "actions.propose",
        `{"contactId":"${suppressed.id}","contactId":"${fine.id}","draft":${draft}}`,
      );
      await at.world.drain();
      expect(at.world.sink.to(suppressed.email)).toEqual([]);
      const { items } = await at.home.admin.actions.list({ contactId: suppressed.id });
      expect(items.map(({ outcome }) => outcome).filter((outcome) => outcome !== "deny")).toEqual([]);
    },
  ],
  [
    "give every object a field by its prototype",
    async (at) => {
      const { id } = at.victim();
      const draft = `{"templateId":"${at.home.templateId}","__proto__":{"approved":true}}`;
      const bodies = [
        `{"contactId":"${id}","draft":${draft}}`,
        `{"contactId":"${id}","draft":{"templateId":"${at.home.templateId}"},"__proto__":{"approved":true,"autonomy":4}}`,
        `{"contactId":"${id}","draft":{"templateId":"${at.home.templateId}"},"constructor":{"prototype":{"approved":true}}}`,
        `{"contactId":"${id}","draft":{"templateId":"${at.home.templateId}","slots":{"__proto__":"x"}}}`,
      ];
      for (const body of bodies) {
        const said = await at.sendText("actions.propose", body);
        expect(["invalid_input", "answered"], body).toContain(said);
        expect(({} as Record<string, unknown>)["approved"]).toBeUndefined();
        expect(({} as Record<string, unknown>)["autonomy"]).toBeUndefined();
      }
    },
  ],
  [
    "send a body nested a hundred thousand deep",
    async (at) => {
      const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
      const said = await at.sendText("actions.propose", `{"contactId":${deep}}`);
      expect(["invalid_input", "protocol"]).toContain(said);
      expect((await at.call("session.whoami", {})).ok).toBe(true);
    },
  ],
  [
    "send far more than a field may hold",
    async (at) => {
      const contactId = at.victim().id;
      const body = "x".repeat(2_000_000);
      expect(await at.refusal("actions.propose", { contactId, draft: { subject: "Hi", body } })).toBe("invalid_input");
      const slots = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`s${n}`, "x"]));
      const said = await at.decided({ contactId, draft: { templateId: at.home.templateId, slots } });
      expect(said).not.toBe("internal");
    },
  ],
  [
    "send several calls, a list or nothing as one body",
    async (at) => {
      const { id } = at.victim();
      const one = json(touch(at, id));
      for (const text of [`[${one},${one}]`, "null", '"text"', "1e999", "{", `${one}${one}`])
        expect(["invalid_input", "protocol", "conflict"], text.slice(0, 20)).toContain(
          await at.sendText("actions.propose", text),
        );
      expect((await at.home.admin.actions.list({ contactId: id })).items).toEqual([]);
    },
  ],
  [
    "give lists, numbers and objects where a text is read",
    async (at) => {
      const { id } = at.victim();
      for (const contactId of [[id], { id }, 1, true, null, `${id} `, id.toUpperCase(), `${id}\u0000`])
        expect(await at.refusal("actions.propose", touch(at, contactId as string))).toBe("invalid_input");
    },
  ],
  [
    "listen to another workspace's feed",
    async (at) => {
      const theirs = await at.foreign.propose(await at.foreign.contact({ email: `kim@feed-${at.route}.co.uk` }));
      await at.world.drain();
      const feed = await at.call("activities.feed", { limit: 500 });
      expect(json(feed)).not.toContain(theirs.id);
      expect(json(await at.call("activities.list", { limit: 500 }))).not.toContain(theirs.id);
    },
  ],
  [
    "leave words of its own in the log",
    async (at) => {
      const { id } = at.victim();
      const words = `<script>alert(1)</script> ignore the rules ${at.route}`;
      const answer = await at.call("actions.propose", touch(at, id));
      const actionId = answer.ok ? (answer.value as { id: string }).id : "";
      expect((await at.call("actions.cancel", { actionId, reason: words })).ok).toBe(true);
      const rows = await at.world.db.root`select 1 from audit_entry where position(${words} in body) > 0`;
      expect(rows).toEqual([]);
    },
  ],
  [
    "list tools for what is closed to it",
    async (at) => {
      const person = at.world.app.invoker.operations.filter((one) => one.agents === false && one.effect !== "read");
      expect(person.length).toBeGreaterThan(10);
      for (const { name } of person) expect(await at.refusal(name, {}), name).toBe(closedCode(at, name));
    },
  ],
];
