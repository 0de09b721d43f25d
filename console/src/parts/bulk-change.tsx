import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { identityNouns } from "../api/identity.ts";
import { type AnswerOf, ask, type InputOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import { BulkAsk } from "./bulk-ask.tsx";
import { BulkPreview } from "./bulk-preview.tsx";
import { Button } from "./button.tsx";
import { Labelled, TextField } from "./fields.tsx";
import type { ListFilter } from "./list-filter.ts";
import { Modal, ModalBody } from "./modal.tsx";
import { ScrollArea } from "./scroll-area.tsx";
import { useToast } from "./toasts.tsx";
import { counted } from "./words.ts";

type Asked = InputOf<"bulk.preview">["change"];
type Preview = AnswerOf<"bulk.preview">;

const reasonMin = 3;
const refresh = [...identityNouns, "bulk"];

/** Changes everybody whom the list finds, on every page: asked, previewed, done, and undone from the toast. */
export function BulkChange({ filter }: { readonly filter: ListFilter }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  if (!useMay("identity:write")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>Change all…</Button>
      <Modal label="Change all" isOpen={isOpen} onClose={() => setOpen(false)}>
        <BulkForm filter={filter} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function BulkForm({ filter, onClose }: { readonly filter: ListFilter; readonly onClose: () => void }): ReactNode {
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
      filter={filter}
      change={change}
      preview={preview.data}
      onBack={() => {
        preview.reset();
        setChange(null);
      }}
      onClose={onClose}
    />
  );
}

function BulkConfirm(props: {
  readonly filter: ListFilter;
  readonly change: Asked;
  readonly preview: Preview;
  readonly onBack: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { filter, change, preview, onBack, onClose } = props;
  const [reason, setReason] = useState("");
  const run = useRun(onClose);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run.mutate({ contacts: filter, change, digest: preview.digest, reason: reason.trim() });
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
              disabled={run.isPending || preview.changed === 0 || reason.trim().length < reasonMin}
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

/** Runs it, says how it went, and offers the way back. */
function useRun(onDone: () => void) {
  const toast = useToast();
  const undo = useTell("bulk.undo", {
    refresh,
    onDone: ({ state, counts }) =>
      toast({
        title: state === "undone" ? `Undone for ${counted(counts.undone, "contact")}` : "Being undone",
        detail:
          counts.kept === 0
            ? "Everybody has again what people had said before."
            : `${counted(counts.kept, "contact")} edited since stayed as they are.`,
      }),
  });
  return useTell("bulk.run", {
    refresh,
    onDone: ({ id, state, counts, items, undoable }) => {
      const way = {
        label: "Undo",
        run: () => undo.mutate({ bulkId: id, reason: "undone at once: changed by mistake" }),
      };
      const failed = counts.failed === 0 ? "" : ` ${counted(counts.failed, "contact")} could not be changed.`;
      toast(
        state === "done"
          ? {
              tone: "good",
              title: `Changed ${counted(counts.changed, "contact")}`,
              detail: `${counted(counts.same, "contact")} were so already.${failed}`,
              ...(undoable ? { undo: way } : {}),
            }
          : { tone: "good", title: `Changing ${counted(items, "contact")}`, detail: "It goes on while you work." },
      );
      onDone();
    },
  });
}
