import { type Bound, bind } from "../../kernel/operation.ts";
import { backtestPolicy } from "./contract.ts";
import { type BacktestDeps, backtest } from "./run.ts";

/** Policies tried on the past. */
export function bindBacktest(deps: BacktestDeps): readonly Bound[] {
  return [bind(backtestPolicy, (input, caller) => backtest(deps, input, caller))];
}
