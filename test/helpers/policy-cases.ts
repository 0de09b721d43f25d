/** One fact document, as a case gives it. */
type Given = Readonly<Record<string, unknown>>;

/** A table with a case that a policy hits and one that it lets pass; an activation takes it as one of its `tests`. */
export function casesFor(policy: {
  readonly hit: Given;
  readonly pass?: Given;
  readonly code: string;
  readonly expect?: "deny" | "defer" | "needs_approval";
}): { name: string; text: string } {
  const { hit, pass = {}, code, expect = "deny" } = policy;
  const cases = [
    { given: hit, expect, codes: [code] },
    { given: pass, expect: "allow" },
  ];
  // JSON is YAML too.
  return { name: `${code}.yaml`, text: JSON.stringify({ cases }) };
}
