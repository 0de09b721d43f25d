/** How many people a company has, from the words of a record: `250`, `1,200`, `51-200`, `10,001+` or `5k`. A range gives its middle. */
export function employeesFrom(recorded: string | null): number | null {
  const numbers = [...(recorded ?? "").matchAll(/(\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d+)\s*(k\b)?/gi)].map(
    ([, digits = "", thousands]) => Number(digits.replace(/\D/g, "")) * (thousands === undefined ? 1 : 1_000),
  );
  const [low, high] = numbers;
  if (low === undefined || !Number.isSafeInteger(low) || numbers.length > 2) return null;
  if (high === undefined) return low;
  return high >= low && Number.isSafeInteger(high) ? Math.floor((low + high) / 2) : null;
}
