import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type AnswerOf, ask, type InputOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { BulkAsk } from "./bulk-ask.tsx";
import { BulkPreview } from "./bulk-preview.tsx";
import { BulkProgress, useBulk } from "./bulk-verbs.tsx";
import { Button } from "./button.tsx";
import { Labelled, TextField } from "./fields.tsx";
import type { ListFilter } from "./list-filter.ts";
import { Modal, ModalBody } from "./modal.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { counted } from "./words.ts";

type Asked = InputOf<"bulk.preview">["change"];
type Preview = AnswerOf<"bulk.preview">;

const reasonMin = 3;
type Run = InputOf<"bulk.run">;

/** Changes everybody whom the list finds, on every page: asked, previewed, done, and undone from the toast. */
export function BulkChange({ filter }: { readonly filter: ListFilter }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { run, followed, hear } = useBulk();
  if (!useMay("identity:write")) return null;
  return (
    <>
      {followed === null ? null : <BulkProgress bulkId={followed} onOver={hear} />}
      <Button disabled={followed !== null} onClick={() => setOpen(true)}>
        Change all…
      </Button>
      <Modal label="Change all" isOpen={isOpen} onClose={() => setOpen(false)}>
        <BulkForm
          filter={filter}
          isBusy={run.isPending}
          onRun={(input) => run.mutate(input, { onSuccess: () => setOpen(false) })}
          onClose={() => setOpen(false)}
        />
      </Modal>
    </>
  );
}

interface FormProps {
  readonly filter: ListFilter;
  readonly isBusy: boolean;
  readonly onRun: (input: Run) => void;
  readonly onClose: () => void;
}

function BulkForm(props: FormProps): ReactNode {
  const { filter, onClose } = props;
  const [change, setChange] = useState<Asked | null>(null);
  const fields = useQuery(ask("fields.list", { object: "contact" }));
  const preview = useTell("bulk.preview", { refresh: [] });
  if (change === null || preview.data === undefined)
    return (
      <BulkAsk
        fields={fields.data?.items ?? []}
        isBusy={preview.isPending}
        onClose={onClose}
        onAsk={(asked) => {
          setChange(asked);
          preview.mutate({ contacts: filter, change: asked });
        }}
      />
    );
  return (
    <BulkConfirm
      {...props}
      change={change}
      preview={preview.data}
      onBack={() => {
        preview.reset();
        setChange(null);
      }}
    />
  );
}

interface ConfirmProps extends FormProps {
  readonly change: Asked;
  readonly preview: Preview;
  readonly onBack: () => void;
}

function BulkConfirm({ filter, change, preview, isBusy, onRun, onBack }: ConfirmProps): ReactNode {
  const [reason, setReason] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onRun({ contacts: filter, change, digest: preview.digest, reason: reason.trim() });
      }}
    >
      <ModalBody
        title={preview.changed === 0 ? "Nothing would change" : `Change ${counted(preview.changed, "contact")}?`}
        foot={
          <>
            <Button onClick={onBack}>Back</Button>
            <Button
              type="submit"
              look={preview.undoable ? "primary" : "danger"}
              disabled={isBusy || preview.changed === 0 || reason.trim().length < reasonMin}
            >
              Change {counted(preview.changed, "contact")}
            </Button>
          </>
        }
      >
        <ScrollArea label="What it would do" className="max-h-[45vh] min-h-28 rounded-md bg-sunken px-3 py-2 text-ink">
          <BulkPreview preview={preview} />
        </ScrollArea>
        <Labelled label="Why" hint={preview.note ?? "Kept with the change. It can be undone at any time."}>
          <TextField
            autoFocus
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
