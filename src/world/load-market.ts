import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { CreateMarket, Market, MarketOptions } from "./market.ts";
import { createMarket as createDefaultMarket } from "./markets/default.ts";

/** Loads the market module at `path` (relative to the working directory), or our own when there is none. */
export async function loadMarket(path: string | undefined, options: MarketOptions): Promise<Market> {
  if (path === undefined) return createDefaultMarket(options);
  const module: unknown = await import(pathToFileURL(resolve(path)).href);
  if (!isMarketModule(module)) throw new Error(`\`${path}\` exports no function \`createMarket\``);
  const market = module.createMarket(options);
  const functions = ["receive", "react", "signals", "meeting", "deal"] as const;
  const missing = functions.filter((name) => typeof market[name] !== "function");
  if (missing.length > 0) throw new Error(`the market of \`${path}\` lacks ${missing.join(", ")}`);
  return market;
}

function isMarketModule(module: unknown): module is { readonly createMarket: CreateMarket } {
  return (
    typeof module === "object" &&
    module !== null &&
    "createMarket" in module &&
    typeof module.createMarket === "function"
  );
}
