import { afterAll, beforeAll, expect, test } from "vitest";
import { agentScopes } from "../../src/access/core/scopes.ts";
import { mcpClient } from "./callers.ts";
import { type Harness, openHarness } from "./harness.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
}, 120_000);
afterAll(() => harness.close());

const toolNames = async (token: string, mode: "auto" | "legacy"): Promise<readonly string[]> => {
  const client = await mcpClient(harness, token, mode);
  try {
    return (await client.listTools()).tools.map((tool) => tool.name);
  } finally {
    await client.close();
  }
};

const post = (headers: Record<string, string>): Promise<Response> =>
  fetch(`${harness.listening.url}/mcp`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list", params: {} }),
  });

test.each(["auto", "legacy"] as const)("%s: a key sees the tools of its scopes and no others", async (mode) => {
  expect(await toolNames(await harness.key(harness.agentId, ["whoami"]), mode)).toEqual([
    "session_whoami",
    "workspace_get",
  ]);
  expect((await toolNames(harness.adminToken, mode)).length).toBeGreaterThan(3);
});

test("what only people may do is no tool for anybody, whatever the key", async () => {
  const forPeople = harness.app.invoker.operations.filter((operation) => operation.agents === false);
  expect(forPeople.length).toBeGreaterThan(5);
  const client = await mcpClient(harness, harness.adminToken);
  const names = (await client.listTools()).tools.map((tool) => tool.name);
  for (const { name } of forPeople) {
    expect(names).not.toContain(name.replace(".", "_"));
    const result = await client.callTool({ name: name.replace(".", "_"), arguments: {} });
    expect(result.isError).toBe(true);
  }
  await client.close();
});

test("hints say which tools only read", async () => {
  const client = await mcpClient(harness, harness.adminToken);
  const { tools } = await client.listTools();
  await client.close();
  const readOnly = tools.filter((tool) => tool.annotations?.readOnlyHint === true).map((tool) => tool.name);
  expect(readOnly).toEqual([
    "session_whoami",
    "workspace_get",
    "agents_list",
    "agents_get",
    "agents_autonomy",
    "people_list",
  ]);
  for (const tool of tools) expect(tool.outputSchema?.["type"]).toBe("object");
});

test("without a key, from another site, or under another host name, there is no MCP", async () => {
  const noKey = await post({});
  expect(noKey.status).toBe(401);
  expect(noKey.headers.get("www-authenticate")).toMatch(/^Bearer/);
  const bearer = { authorization: `Bearer ${harness.agentToken}` };
  expect((await post({ ...bearer, origin: "https://evil.example" })).status).toBe(403);
  expect((await post({ authorization: "Bearer flk_000000000000_0" })).status).toBe(401);
  expect((await post(bearer)).status).toBe(200);
});

test("a revoked key stops working at once", async () => {
  const made = (await harness.asOwner(harness.home, "keys.create", {
    name: "short",
    holderId: harness.agentId,
    scopes: [...agentScopes],
  })) as { key: { id: string }; secret: string };
  expect((await post({ authorization: `Bearer ${made.secret}` })).status).toBe(200);
  await harness.asOwner(harness.home, "keys.revoke", { keyId: made.key.id });
  expect((await post({ authorization: `Bearer ${made.secret}` })).status).toBe(401);
});
