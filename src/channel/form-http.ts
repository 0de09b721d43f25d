import { createEnrichmentHttp, type EnrichmentHttpDeps, type HttpExchange } from "./enrichment-http.ts";

/** Posts forms, as token endpoints want them (RFC 6749 §6), under the same rules for addresses as questions to providers. */
export function createFormHttp(
  deps: EnrichmentHttpDeps,
): (url: string, form: Readonly<Record<string, string>>) => Promise<HttpExchange> {
  const ask = createEnrichmentHttp(deps);
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return (url, form) => ask(url, headers, new URLSearchParams(form).toString());
}
