import { type ReactNode, useState } from "react";
import type { AnswerOf } from "../api/operations.ts";
import { useTell } from "../api/use-tell.ts";
import { Button } from "./button.tsx";
import { Labelled, TextField } from "./fields.tsx";
import { stopsOf } from "./import-stops.tsx";
import { ModalBody } from "./modal.tsx";
import { counted } from "./words.ts";

type Batch = AnswerOf<"imports.get">;

/** Why an import is not taken back, or null where it can be. */
export function whyNotUndone({ kind, state }: Batch): string | null {
  if (state !== "done" && state !== "failed") return "";
  if (kind === "suppressions") return "Suppressions stay until a person lifts each";
  return kind === "contacts" || kind === "accounts" ? null : "What happened is never taken back: import a correction";
}

/** Asks why, and takes an import back. */
export function UndoImport(props: { readonly batch: Batch; readonly onClose: () => void }): ReactNode {
  const { batch } = props;
  const [reason, setReason] = useState("");
  const stops = stopsOf(batch);
  const undo = useTell("imports.undo", {
    refresh: ["imports", "contacts", "accounts", "search", "reviews", "report"],
    onDone: props.onClose,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        undo.mutate({ importId: batch.id, reason: reason.trim() });
      }}
    >
      <ModalBody
        title={`Take ${batch.filename} back?`}
        foot={
          <>
            <Button onClick={props.onClose}>Keep it</Button>
            <Button type="submit" look="danger" disabled={undo.isPending || reason.trim() === ""}>
              {undo.isPending ? "Taking it back…" : "Undo this import"}
            </Button>
          </>
        }
      >
        <p>
          What its {counted(batch.counts.rows, "row")} said is withdrawn, and who is who is decided again without them.
          Values that people edited since stay. Import the file again to redo it.
        </p>
        <p>
          <strong className="font-semibold text-ink">
            Suppressions stay{stops === 0 ? "" : `: ${counted(stops, "row")}`}.
          </strong>{" "}
          Whoever said no is not asked again because a file was wrong; a person lifts each by hand.
        </p>
        <Labelled label="Why">
          <TextField
            autoFocus
            data-first-focus
            required
            value={reason}
            maxLength={500}
            className="w-full"
            onChange={(event) => setReason(event.target.value)}
          />
        </Labelled>
      </ModalBody>
    </form>
  );
}
