import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSignInLink } from "../../src/access/sign-in-link.ts";
import { type Harness, openHarness } from "./harness.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
}, 120_000);
afterAll(() => harness.close());

const at = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${harness.listening.url}${path}`, { redirect: "manual", ...init });

const signInForm = (fields: Record<string, string>): Promise<Response> =>
  at("/sign-in", {
    method: "POST",
    headers: { origin: harness.listening.url, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields),
  });

const signIn = async (): Promise<string> => {
  const link = await createSignInLink(harness.app.access, harness.home, harness.adminId);
  const reply = await signInForm({ token: link.token });
  expect(reply.status).toBe(303);
  return (reply.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
};

/** fetch() may not set Host, so this speaks HTTP itself. */
const statusUnderHost = (host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { port } = harness.listening;
    request({ host: "127.0.0.1", port, path: "/openapi.json", headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

test("a link signs in once: opening it changes nothing, its button opens a session, a second use is refused", async () => {
  const link = await createSignInLink(harness.app.access, harness.home, harness.adminId);
  for (const _scan of [1, 2]) {
    const page = await at(link.path);
    expect(page.status).toBe(200);
    expect(page.headers.get("set-cookie")).toBeNull();
    expect(await page.text()).toContain('<button type="submit"');
  }
  const first = await signInForm({ token: link.token });
  expect(first.status).toBe(303);
  expect(first.headers.get("location")).toBe("/");
  expect(first.headers.get("set-cookie")).toMatch(/^fairlead=fls_[0-9a-z]+; Path=\/; HttpOnly; SameSite=Lax$/);
  expect((await signInForm({ token: link.token })).status).toBe(401);
});

test("a session reads, and writes only with an origin and the header that no other site can send", async () => {
  const cookie = await signIn();
  expect((await at("/v1/session", { headers: { cookie } })).status).toBe(200);
  const body = JSON.stringify({ name: `By session ${cookie.slice(-6)}` });
  const json = { cookie, "content-type": "application/json" };
  const write = (headers: Record<string, string>) => at("/v1/agents", { method: "POST", headers, body });
  const origin = harness.listening.url;
  expect((await write(json)).status).toBe(403);
  expect((await write({ ...json, origin })).status).toBe(403);
  expect((await write({ ...json, "x-fairlead-csrf": "1" })).status).toBe(403);
  expect((await write({ ...json, origin: "https://evil.example", "x-fairlead-csrf": "1" })).status).toBe(403);
  expect((await write({ ...json, origin, "x-fairlead-csrf": "1" })).status).toBe(201);
});

test("signing out ends the session on the server, not only in the browser", async () => {
  const cookie = await signIn();
  const headers = { cookie, origin: harness.listening.url, "x-fairlead-csrf": "1" };
  expect((await at("/v1/session", { method: "DELETE", headers })).status).toBe(200);
  expect((await at("/v1/session", { headers: { cookie } })).status).toBe(401);
});

test("a password set in a session opens the next one; a wrong one does not, and a key cannot set one", async () => {
  const cookie = await signIn();
  const headers = {
    cookie,
    origin: harness.listening.url,
    "x-fairlead-csrf": "1",
    "content-type": "application/json",
  };
  const body = JSON.stringify({ password: "four unlikely words" });
  expect((await at("/v1/session/set-password", { method: "POST", headers, body })).status).toBe(200);
  expect((await signInForm({ email: "Admin@example.test", password: "four unlikely words" })).status).toBe(303);
  const wrong = await signInForm({ email: "admin@example.test", password: "four unlikely wrods" });
  expect(wrong.status).toBe(401);
  const byKey = { authorization: `Bearer ${harness.adminToken}`, "content-type": "application/json" };
  expect((await at("/v1/session/set-password", { method: "POST", headers: byKey, body })).status).toBe(403);
}, 30_000);

test("every reply names its request and forbids what a page of ours never needs", async () => {
  for (const path of ["/healthz", "/openapi.json", "/v1/agents", "/sign-in", "/v1/nowhere"]) {
    const { headers } = await at(path);
    expect(headers.get("x-request-id"), path).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("content-security-policy"), path).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
  }
});

test("a request under a host name that is not ours is refused, so that no page can rebind its name to us", async () => {
  expect(await statusUnderHost("evil.example")).toBe(403);
  expect(await statusUnderHost("localhost")).toBe(200);
});

test("a body that is not JSON, too large a one, and a query on a write are each said plainly", async () => {
  const headers = { authorization: `Bearer ${harness.adminToken}`, "content-type": "application/json" };
  const send = async (path: string, body: string, extra: Record<string, string> = {}) => {
    const reply = await at(path, { method: "POST", headers: { ...headers, ...extra }, body });
    return { type: reply.headers.get("content-type"), ...((await reply.json()) as Record<string, unknown>) };
  };
  expect(await send("/v1/agents", "{")).toMatchObject({ type: "urn:fairlead:problem:invalid_input", status: 400 });
  expect(await send("/v1/agents", "name=x", { "content-type": "text/plain" })).toMatchObject({ code: "invalid_input" });
  expect(await send("/v1/agents?name=x", "{}")).toMatchObject({ errors: [{ path: "/name" }] });
  for (const path of ["/sign-in", "/v1/session"])
    expect(await send(path, JSON.stringify(" ".repeat(17 * 1024)))).toMatchObject({ code: "too_large" });
  expect(await send("/v1/agents", JSON.stringify(" ".repeat(65 * 1024 * 1024)))).toMatchObject({ code: "too_large" });
});

test("a path that leads nowhere and a wrong method are problems too", async () => {
  const reply = await at("/v1/nowhere");
  expect(reply.status).toBe(404);
  expect(reply.headers.get("content-type")).toBe("application/problem+json");
  expect((await at("/v1/agents", { method: "PUT" })).status).toBe(404);
});

test("nothing that went wrong was a bug of ours, and no record holds a secret", async () => {
  expect(harness.bugs).toEqual([]);
  const text = JSON.stringify(harness.app.records);
  expect(harness.app.records.length).toBeGreaterThan(5);
  expect(text).not.toMatch(/fl[ksl]_[0-9a-z]/);
  expect(text).not.toContain("@");
});
