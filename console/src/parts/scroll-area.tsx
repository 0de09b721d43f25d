import type { ReactNode, Ref } from "react";

/** A part of the page that scrolls by itself; it can be focused, because what scrolls must be reachable by keyboard. */
export function ScrollArea(props: {
  readonly label: string;
  readonly className?: string;
  readonly ref?: Ref<HTMLElement>;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section
      ref={props.ref}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above (WCAG 2.1.1)
      tabIndex={0}
      className={`scroll-area min-h-0 -outline-offset-2 ${props.className ?? ""}`}
    >
      {props.children}
    </section>
  );
}
