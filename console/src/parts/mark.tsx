import type { ReactNode } from "react";

/** The mark: a line led through a fairlead. */
export function Mark(props: { readonly className?: string }): ReactNode {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth={3}
      className={props.className}
    >
      <circle cx="16" cy="16" r="9.5" />
      <path d="M3 25C10 25 12 16 16 16s6-9 13-9" strokeLinecap="round" />
    </svg>
  );
}
