import { expect, test } from "vitest";
import { createEnrichmentHttp } from "./enrichment-http.ts";

const never = (): Promise<never> => Promise.reject(new Error("nobody waits"));
const asked = (url: string, isOperators: boolean) =>
  createEnrichmentHttp({ sleep: never, allowed: [], isOperators, who: "the model" })(url, {}, "{}");

test.each(["http://8.8.8.8/v1", "http://134744072/v1", "http://[2606:4700::1111]/v1"])(
  "%s: an operator's address on the public internet is not asked in clear",
  async (url) => {
    expect(await asked(url, true)).toEqual({
      kind: "unsent",
      isRefused: true,
      says: "the address of the model has to begin with `https://`",
    });
  },
);

test.each(["http://127.0.0.1:1/v1", "https://10.0.0.1/v1", "http://[::1]:1/v1"])(
  "%s: nobody else's address may be in the operator's network",
  async (url) => {
    expect(await asked(url, false)).toMatchObject({ kind: "unsent", isRefused: true });
  },
);
