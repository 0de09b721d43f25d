import { expect, test } from "vitest";
import { type BundleOutline, changesBetween } from "./bundle-changes.ts";

const outline = (policies: Readonly<Record<string, string>>, modes: BundleOutline["modes"] = {}): BundleOutline => ({
  policies: Object.entries(policies).map(([id, hash]) => ({ id, layer: "organisation", hash })),
  modes,
});

test("tells what came, went, and became another, by id", () => {
  const changes = changesBetween(
    outline({ "a.x": "1", "a.y": "2", "a.z": "3" }),
    outline({ "a.z": "3", "a.y": "9", "a.new": "4" }),
  );
  expect(changes).toEqual({ added: ["a.new"], removed: ["a.x"], changed: ["a.y"], modes: [] });
});

test("a policy that changes its layer has changed", () => {
  const before = outline({ "a.x": "1" });
  const after = { ...before, policies: before.policies.map((policy) => ({ ...policy, layer: "team" })) };
  expect(changesBetween(before, after).changed).toEqual(["a.x"]);
});

test("tells a mode from another, and not that what holds anyhow is said", () => {
  const before = outline({ "a.x": "1", "a.y": "2" }, { "a.x": "shadow" });
  const after = outline({ "a.x": "1", "a.y": "2", "a.new": "3" }, { "a.y": "off", "a.new": "shadow" });
  expect(changesBetween(before, after).modes).toEqual([
    { policy: "a.new", from: "enforce", to: "shadow" },
    { policy: "a.x", from: "shadow", to: "enforce" },
    { policy: "a.y", from: "enforce", to: "off" },
  ]);
  expect(changesBetween(outline({ "a.x": "1" }), outline({ "a.x": "1" }, { "a.x": "enforce" })).modes).toEqual([]);
});

test("against nothing everything is added", () => {
  expect(changesBetween(null, outline({ "a.x": "1" }))).toEqual({
    added: ["a.x"],
    removed: [],
    changed: [],
    modes: [],
  });
});
