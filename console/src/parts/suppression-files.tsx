import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type AnswerOf, askNow } from "../api/operations.ts";
import { sayProblem } from "../api/problems.ts";
import { useMay } from "../api/session.ts";
import { Button } from "./button.tsx";
import { saveText } from "./save-text.ts";
import { useToast } from "./toasts.tsx";
import { counted } from "./words.ts";

/** Suppressions as files: a list is brought in by the import wizard, and what is in force is written out. */
export function SuppressionFiles(): ReactNode {
  const mayImport = useMay("imports:write");
  const toast = useToast();
  const exported = useMutation({
    mutationFn: everyPage,
    onSuccess: ({ content, rows, hashed }) => {
      saveText("suppressions.csv", content);
      toast({
        title: `${counted(rows, "suppression")} written`,
        detail: `Addresses and numbers are keyed hashes (${hashed.toLocaleString("en")} rows): only this workspace reads them back.`,
      });
    },
    onError: (error) => toast({ tone: "bad", title: sayProblem(error).title, detail: sayProblem(error).detail }),
  });
  return (
    <>
      {mayImport ? (
        <Link
          to="/imports/new"
          className="inline-flex h-7 items-center rounded-md border border-line-strong bg-panel px-2.5 font-medium hover:bg-sunken"
        >
          Import a list
        </Link>
      ) : null}
      <Button disabled={exported.isPending} onClick={() => exported.mutate()}>
        {exported.isPending ? "Writing…" : "Export"}
      </Button>
    </>
  );
}

/** Every page of the export as one text; only the first has a heading. */
async function everyPage(): Promise<{ readonly content: string; readonly rows: number; readonly hashed: number }> {
  const pages: AnswerOf<"suppressions.export">[] = [];
  let next: AnswerOf<"suppressions.export">["next"] = null;
  do {
    const page: AnswerOf<"suppressions.export"> = await askNow("suppressions.export", {
      format: "csv",
      limit: 2_000,
      ...(next === null ? {} : { after: next }),
    });
    pages.push(page);
    ({ next } = page);
  } while (next !== null);
  const sum = (count: (page: AnswerOf<"suppressions.export">) => number) =>
    pages.reduce((total, page) => total + count(page), 0);
  return {
    content: pages.map(({ content }) => content).join(""),
    rows: sum(({ rows }) => rows),
    hashed: sum(({ hashed }) => hashed),
  };
}
