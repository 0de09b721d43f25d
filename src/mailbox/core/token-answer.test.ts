import { expect, test } from "vitest";
import { type FormExchange, readTokenAnswer } from "./token-answer.ts";

function answered(status: number, body: unknown): FormExchange {
  return { kind: "answered", status, body: typeof body === "string" ? body : JSON.stringify(body) };
}

test.each([
  ["an hour", { expires_in: 3_600 }, 3_540_000],
  ["an hour written as text", { expires_in: "3600" }, 3_540_000],
  ["ten seconds", { expires_in: 10 }, 8_000],
  ["a time that is not told", {}, 240_000],
  ["a time that makes no sense", { expires_in: -5 }, 240_000],
])("a token of %s is used a little less long", (_name, life, holdsMs) => {
  const answer = readTokenAnswer(answered(200, { access_token: "a1", token_type: "Bearer", ...life }));
  expect(answer).toEqual({ kind: "token", accessToken: "a1", holdsMs, refreshToken: undefined });
});

test("a new refresh token is handed on", () => {
  const answer = readTokenAnswer(answered(200, { access_token: "a1", refresh_token: "r2" }));
  expect(answer).toMatchObject({ refreshToken: "r2" });
});

test.each([
  [answered(400, { error: "invalid_grant" }), "refused", "sign in"],
  [answered(401, { error: "invalid_client" }), "refused", "the client"],
  [answered(400, { error: "<script>" }), "refused", "`400`"],
  [answered(404, "not found"), "refused", "`404`"],
  [answered(200, { token: "a1" }), "refused", "tokenUrl"],
  [answered(200, "not json"), "refused", "tokenUrl"],
  [answered(200, "null"), "refused", "tokenUrl"],
  [answered(503, ""), "busy", "503"],
  [answered(429, { error: "slow_down" }), "busy", "429"],
  [{ kind: "lost", says: "no answer" } as const, "busy", "no answer"],
  [{ kind: "unsent", says: "not public", isRefused: true } as const, "refused", "not public"],
  [{ kind: "unsent", says: "cannot be reached", isRefused: false } as const, "busy", "cannot be reached"],
] as const)("%j is %s and says what to do", (exchange, kind, words) => {
  expect(readTokenAnswer(exchange)).toMatchObject({ kind, says: expect.stringContaining(words) });
});
