import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import type { ImportKind } from "./import-fields.ts";
import { When } from "./when.tsx";

/** Says that the mapping of these headings is remembered from another file, by whom, and how to forget it. */
export function ImportRemembered(props: {
  readonly kind: ImportKind;
  readonly headings: readonly string[];
  readonly onForgotten: () => void;
}): ReactNode {
  const templates = useQuery(ask("imports.templates", {})).data?.items ?? [];
  const forget = useTell("imports.forgetTemplate", {
    refresh: ["imports", "import-columns"],
    onDone: props.onForgotten,
  });
  const wanted = sorted(props.headings);
  const found = templates.find((one) => one.kind === props.kind && sorted(one.headings) === wanted);
  if (found === undefined) return null;
  return (
    <p className="flex items-baseline gap-2 border-t border-line bg-info-soft px-4 py-1.5 text-sm text-ink-2">
      <span>
        Mapped as a person did for these headings on <When at={found.updatedAt} />.
      </span>
      <button
        type="button"
        className="text-info hover:underline"
        disabled={forget.isPending}
        onClick={() => forget.mutate({ fingerprint: found.fingerprint })}
      >
        Forget it and read the headings
      </button>
    </p>
  );
}

function sorted(headings: readonly string[]): string {
  return headings
    .filter((heading) => heading !== "")
    .map((heading) => heading.toLowerCase())
    .sort()
    .join("\n");
}
