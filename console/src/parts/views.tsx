import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ask, type ItemOf } from "../api/operations.ts";
import { useMay } from "../api/session.ts";
import { useTell } from "../api/use-tell.ts";
import type { UrlState } from "../router.tsx";
import { Button } from "./button.tsx";
import { Labelled, TextField } from "./fields.tsx";
import { isSameFilter, type Listed, type ListFilter, stateOf } from "./list-filter.ts";
import { Modal, ModalBody } from "./modal.tsx";
import { useToast } from "./toasts.tsx";

type View = ItemOf<"views.list">;

interface ViewsProps {
  readonly of: Listed;
  readonly filter: ListFilter;
  readonly onChange: (change: UrlState) => void;
}

/** The saved views of a list, one's own and those that others share; the one in sight is chosen. */
export function ViewChoice({ of, filter, onChange }: ViewsProps): ReactNode {
  const views = useViews(of);
  const shown = views.find((view) => isSameFilter(view.filter, filter));
  const isAll = Object.keys(filter).length === 0;
  return (
    <select
      aria-label="View"
      value={shown?.id ?? (isAll ? "" : "unsaved")}
      onChange={(event) => {
        const { value } = event.target;
        onChange(stateOf(views.find((view) => view.id === value)?.filter ?? {}));
      }}
      className={`h-7 max-w-56 rounded-md border border-line-strong bg-panel px-2 hover:border-ink-3 ${shown === undefined ? "text-ink-2" : "font-medium"}`}
    >
      <option value="">All {of}</option>
      {shown === undefined && !isAll ? (
        <option value="unsaved" disabled>
          Not saved
        </option>
      ) : null}
      <Options label="Your views" views={views.filter((view) => view.isMine)} />
      <Options label="Shared by others" views={views.filter((view) => !view.isMine)} />
    </select>
  );
}

function Options(props: { readonly label: string; readonly views: readonly View[] }): ReactNode {
  if (props.views.length === 0) return null;
  return (
    <optgroup label={props.label}>
      {props.views.map((view) => (
        <option key={view.id} value={view.id}>
          {view.name}
          {view.isMine && view.isShared ? " (shared)" : ""}
        </option>
      ))}
    </optgroup>
  );
}

/** Saves the filter in sight under a name, or takes the view in sight away. */
export function ViewVerbs({ of, filter }: Omit<ViewsProps, "onChange">): ReactNode {
  const [isSaving, setSaving] = useState(false);
  const may = useMay("contacts:write");
  const toast = useToast();
  const shown = useViews(of).find((view) => isSameFilter(view.filter, filter));
  const remove = useTell("views.delete", {
    refresh: ["views"],
    onDone: ({ name }) => toast({ title: `Deleted the view ${name}`, detail: "The filter itself still applies here." }),
  });
  if (!may || Object.keys(filter).length === 0) return null;
  return (
    <>
      {shown?.isMine === true ? (
        <Button look="quiet" disabled={remove.isPending} onClick={() => remove.mutate({ viewId: shown.id })}>
          Delete this view
        </Button>
      ) : null}
      {shown === undefined ? <Button onClick={() => setSaving(true)}>Save view…</Button> : null}
      <Modal label="Save view" isOpen={isSaving} onClose={() => setSaving(false)}>
        <SaveForm of={of} filter={filter} onClose={() => setSaving(false)} />
      </Modal>
    </>
  );
}

function SaveForm({ of, filter, onClose }: Omit<ViewsProps, "onChange"> & { readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const isTaken = useViews(of).some((view) => view.isMine && view.name === name.trim());
  const save = useTell("views.save", { refresh: ["views"], onDone: onClose });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ name: name.trim(), shared: isShared, [of]: filter });
      }}
    >
      <ModalBody
        title="Save this view"
        foot={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="primary" disabled={save.isPending || name.trim() === ""}>
              {isTaken ? "Replace" : "Save"}
            </Button>
          </>
        }
      >
        <Labelled label="Name" {...(isTaken ? { hint: "You have a view of this name: saving replaces it" } : {})}>
          <TextField
            autoFocus
            data-first-focus
            required
            value={name}
            maxLength={80}
            className="w-full"
            onChange={(event) => setName(event.target.value)}
          />
        </Labelled>
        <label className="flex items-center gap-2">
          <input type="checkbox" checked={isShared} onChange={(event) => setShared(event.target.checked)} />
          Share it with everybody in the workspace
        </label>
      </ModalBody>
    </form>
  );
}

function useViews(of: Listed): readonly View[] {
  return useQuery({ ...ask("views.list", { object: of }), staleTime: 30_000 }).data?.items ?? [];
}
