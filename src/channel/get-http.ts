import { createAsk, type EnrichmentHttpDeps, type HttpExchange } from "./enrichment-http.ts";

/** Fetches texts that providers publish, such as certificates, under the same rules for addresses as questions to providers. */
export function createGetHttp(deps: EnrichmentHttpDeps): (url: string) => Promise<HttpExchange> {
  const ask = createAsk(deps);
  return (url) => ask(url, { method: "GET", headers: { accept: "*/*" }, body: "" });
}
