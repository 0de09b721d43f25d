import X from "lucide-react/icons/x";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { Tone } from "./words.ts";

/** Feedback for something just done, with a way back where there is one. */
export interface Toast {
  readonly title: string;
  readonly detail?: ReactNode;
  readonly tone?: Tone;
  readonly undo?: { readonly label: string; readonly run: () => void };
}

type Shown = Toast & { readonly key: number };

const ToastContext = createContext<(toast: Toast) => void>(() => undefined);

/** Gives the function that shows a toast. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

/** Holds the toasts of the page; each leaves when its animation ends, which pauses under the pointer. */
export function ToastProvider(props: { readonly children: ReactNode }): ReactNode {
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const show = useCallback((toast: Toast) => {
    setShown((before) => [...before.slice(-3), { ...toast, key: (before.at(-1)?.key ?? 0) + 1 }]);
  }, []);
  const drop = useCallback((key: number) => setShown((before) => before.filter((toast) => toast.key !== key)), []);
  const region = useMemo(
    () => (
      <section
        aria-label="Messages"
        aria-live="polite"
        className="fixed right-4 bottom-4 z-50 flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2"
      >
        {shown.map((toast) => (
          <ToastCard key={toast.key} toast={toast} onGone={() => drop(toast.key)} />
        ))}
      </section>
    ),
    [shown, drop],
  );
  return (
    <ToastContext value={show}>
      {props.children}
      {region}
    </ToastContext>
  );
}

function ToastCard({ toast, onGone }: { readonly toast: Toast; readonly onGone: () => void }): ReactNode {
  const undo = toast.undo;
  return (
    <div
      onAnimationEnd={onGone}
      className="animate-toast flex items-start gap-3 rounded-lg border border-line-strong bg-panel px-3.5 py-2.5 shadow-lg shadow-black/8"
    >
      <span
        aria-hidden
        className={`mt-1.5 size-2 shrink-0 rounded-full ${toast.tone === "bad" ? "bg-bad" : toast.tone === "warn" ? "bg-warn" : "bg-good"}`}
      />
      <div className="min-w-0 grow">
        <p className="font-medium">{toast.title}</p>
        {toast.detail === undefined ? null : <div className="text-sm text-ink-2">{toast.detail}</div>}
      </div>
      {undo === undefined ? null : (
        <button
          type="button"
          className="shrink-0 rounded-sm font-medium text-info hover:underline"
          onClick={() => {
            undo.run();
            onGone();
          }}
        >
          {undo.label}
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        className="shrink-0 rounded-sm text-ink-3 hover:text-ink"
        onClick={onGone}
      >
        <X aria-hidden className="size-4" />
      </button>
    </div>
  );
}
