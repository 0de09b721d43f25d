import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Change, identityNouns } from "../api/identity.ts";
import { sayProblem } from "../api/problems.ts";
import { refresh } from "../api/refresh.ts";
import { useRevoke } from "../api/use-revoke.ts";
import { Button } from "./button.tsx";
import { ChangePreview } from "./change-preview.tsx";
import { Loading } from "./empty.tsx";
import { Labelled, TextField } from "./fields.tsx";
import { ModalBody } from "./modal.tsx";
import { ProblemNote } from "./problem-note.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { useToast } from "./toasts.tsx";

/** One change of who is who: the same request shows what it would do and does it. */
export interface AskedChange {
  readonly title: string;
  /** What the button says. */
  readonly verb: string;
  /** What was done, for the toast. */
  readonly done: string;
  /** Tells one asked change from another. */
  readonly key: readonly string[];
  readonly run: (reason: string, dryRun: boolean, signal?: AbortSignal) => Promise<Change>;
}

const reasonMin = 3;

/** Shows what a change would do, asks why, and does it; the toast takes it back. */
export function ChangeForm(props: {
  readonly asked: AskedChange;
  readonly onClose: () => void;
  readonly onBack?: () => void;
}): ReactNode {
  const { asked, onClose } = props;
  const [reason, setReason] = useState("");
  const queries = useQueryClient();
  const toast = useToast();
  const revoke = useRevoke();
  const preview = useQuery({
    queryKey: ["preview", ...asked.key],
    queryFn: ({ signal }) => asked.run("only a preview", true, signal),
    staleTime: 0,
    retry: false,
  });
  const change = useMutation({
    mutationFn: () => asked.run(reason.trim(), false),
    onSuccess: ({ assertions }) => {
      toast({ tone: "good", title: asked.done, undo: { label: "Undo", run: () => revoke(assertions) } });
      onClose();
    },
    onError: (error) => toast({ tone: "bad", title: sayProblem(error).title, detail: sayProblem(error).detail }),
    onSettled: () => refresh(queries, identityNouns),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate();
      }}
    >
      <ModalBody
        title={asked.title}
        foot={
          <>
            <Button onClick={props.onBack ?? onClose}>{props.onBack === undefined ? "Cancel" : "Back"}</Button>
            <Button
              type="submit"
              look="primary"
              disabled={preview.data === undefined || change.isPending || reason.trim().length < reasonMin}
            >
              {asked.verb}
            </Button>
          </>
        }
      >
        <ScrollArea label="What it would do" className="max-h-[45vh] min-h-28 rounded-md bg-sunken px-3 py-2 text-ink">
          {preview.isError ? <ProblemNote error={preview.error} /> : null}
          {preview.isPending ? <Loading rows={3} /> : null}
          {preview.data === undefined ? null : <ChangePreview change={preview.data} />}
        </ScrollArea>
        <Labelled label="Why" hint="Kept with what you say. It can be undone at any time.">
          <TextField
            autoFocus
            data-first-focus
            required
            minLength={reasonMin}
            maxLength={500}
            value={reason}
            className="w-full"
            onChange={(event) => setReason(event.target.value)}
          />
        </Labelled>
      </ModalBody>
    </form>
  );
}
