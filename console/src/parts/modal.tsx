import { type ReactNode, useEffect, useRef } from "react";

/**
 * A dialog over the page. The browser's own element keeps the focus inside, closes on Escape and gives the focus back;
 * it needs no style of a script's making, which the content security policy would refuse.
 */
export function Modal(props: {
  readonly label: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly className?: string;
}): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  const { isOpen, onClose } = props;
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || dialog.open === isOpen) return;
    if (isOpen) {
      dialog.showModal();
      // The browser would choose what comes first; a part marks what a person comes for.
      dialog.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    } else dialog.close();
  }, [isOpen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click on the backdrop closes; Escape does so for the keyboard
    <dialog
      ref={ref}
      aria-label={props.label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose();
      }}
      className={`m-auto mt-[14vh] w-[30rem] max-w-[calc(100vw-2rem)] overflow-hidden rounded-xl border border-line-strong bg-panel p-0 shadow-2xl shadow-black/20 backdrop:bg-black/35 ${props.className ?? ""}`}
    >
      {isOpen ? props.children : null}
    </dialog>
  );
}

/** The usual inside of a dialog: a heading, what it is about, and buttons at the foot. */
export function ModalBody(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly foot: ReactNode;
}): ReactNode {
  return (
    <>
      <div className="px-5 pt-4 pb-4">
        <h2 className="text-lg font-semibold">{props.title}</h2>
        <div className="mt-2 space-y-3 text-ink-2">{props.children}</div>
      </div>
      <div className="flex justify-end gap-2 border-t border-line bg-page px-5 py-3">{props.foot}</div>
    </>
  );
}
