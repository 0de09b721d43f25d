import type { ButtonHTMLAttributes, ReactNode } from "react";

const looks = {
  plain: "border border-line-strong bg-panel text-ink hover:bg-sunken",
  primary: "border border-transparent bg-fill text-fill-ink hover:opacity-88",
  danger: "border border-bad/40 bg-panel text-bad hover:bg-bad-soft",
  quiet: "border border-transparent text-ink-2 hover:bg-sunken hover:text-ink",
} as const;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: keyof typeof looks;
  /** The key that does the same. */
  readonly hotkey?: string;
}

/** A button; says its key where it has one. */
export function Button({ look = "plain", hotkey, children, className = "", ...rest }: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={`inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2.5 text-base font-medium whitespace-nowrap transition-colors disabled:opacity-50 ${looks[look]} ${className}`}
      {...(hotkey === undefined ? {} : { "aria-keyshortcuts": hotkey })}
      {...rest}
    >
      {children}
      {hotkey === undefined ? null : <Key inButton>{hotkey}</Key>}
    </button>
  );
}

/** A key of the keyboard. */
export function Key(props: { readonly children: ReactNode; readonly inButton?: boolean }): ReactNode {
  return (
    <kbd
      aria-hidden={props.inButton === true}
      className={`inline-flex min-w-4 items-center justify-center rounded-[4px] border px-1 font-sans text-xs leading-[14px] ${props.inButton === true ? "border-current/35" : "border-line-strong bg-sunken text-ink-2"}`}
    >
      {props.children}
    </kbd>
  );
}
