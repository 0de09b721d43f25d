import { type ReactNode, useEffect } from "react";

/** The head of a page: its name, what it is for, and what can be done here. Names the browser's tab too. */
export function PageHeader(props: {
  readonly title: string;
  readonly says?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  useEffect(() => {
    document.title = `${props.title} · Fairlead`;
  }, [props.title]);
  return (
    <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-6 py-2.5">
      <h1 className="text-lg font-semibold tracking-[-0.01em]">{props.title}</h1>
      {props.says === undefined ? null : <div className="text-ink-3">{props.says}</div>}
      <div className="ml-auto flex min-w-0 flex-wrap items-center gap-2">{props.children}</div>
    </header>
  );
}

/** A card with a heading. */
export function Section(props: {
  readonly title: string;
  readonly says?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}): ReactNode {
  return (
    <section className={`panel overflow-hidden ${props.className ?? ""}`} aria-label={props.title}>
      <div className="flex items-baseline gap-2 px-4 pt-3 pb-2">
        <h2 className="font-semibold">{props.title}</h2>
        {props.says === undefined ? null : <div className="text-sm text-ink-3">{props.says}</div>}
        <div className="ml-auto text-sm text-ink-3">{props.aside}</div>
      </div>
      {props.children}
    </section>
  );
}
