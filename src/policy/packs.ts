import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { shippedFolder } from "./shipped.ts";

/** A pack: policies of the organisation's layer for one law, as a file to take over, with its table of cases. */
export interface PolicyPack {
  /** The name of its file, like `gb-pecr`. */
  readonly id: string;
  readonly title: string;
  /** What it looks at, in its own words; every pack says that counsel has to check it. */
  readonly says: string;
  readonly policies: readonly string[];
  readonly text: string;
  readonly cases: string;
}

/** The packs that ship, by id. None is in force before somebody takes it over and activates their policies with it. */
export function shippedPacks(): readonly PolicyPack[] {
  const folder = join(shippedFolder(), "packs");
  const read = (...path: readonly string[]): string => readFileSync(join(folder, ...path), "utf8");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".cedar"))
    .sort()
    .map((name) => {
      const id = name.replace(/\.cedar$/, "");
      const text = read(name);
      const [title = id, ...says] = headOf(text);
      const policies = [...text.matchAll(/@id\("([^"]+)"\)/g)].map(([, policy = ""]) => policy);
      return { id, title, says: says.join(" "), policies, text, cases: read("tests", `${id}.yaml`) };
    });
}

/** The lines of the remark at the head of a file. */
function headOf(text: string): readonly string[] {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("//"));
  return lines.slice(0, end).map((line) => line.replace(/^\/\/ ?/, ""));
}
