import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useToast } from "../parts/toasts.tsx";
import { type AnswerOf, type InputOf, type OperationName, tellNow } from "./operations.ts";
import { sayProblem } from "./problems.ts";
import { refresh } from "./refresh.ts";

/** What to do when a change was made: what to refresh, and what to tell the person. */
export interface Told<Name extends OperationName> {
  /** Nouns whose lists are out of date now. */
  readonly refresh: readonly string[];
  readonly onDone?: (answer: AnswerOf<Name>, input: InputOf<Name>) => void;
}

/** Changes something and says so; a refusal is shown in the server's words. */
export function useTell<Name extends OperationName>(name: Name, told: Told<Name>) {
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (input: InputOf<Name>) => tellNow(name, input),
    onSuccess: (answer, input) => told.onDone?.(answer, input),
    onError: (error) => toast({ tone: "bad", title: sayProblem(error).title, detail: sayProblem(error).detail }),
    onSettled: () => refresh(queries, told.refresh),
  });
}
