import { useEffect, useRef } from "react";

/** What a key does, or `false` if it has nothing to do now and others may; the name is `event.key`, with `mod+` for Control or Command and `mod+shift+` for both. */
export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => unknown>>;

/** Binds keys while a part is shown. Plain keys rest while somebody types, holds a modifier or has a dialog open. */
export function useHotkeys(keys: Hotkeys): void {
  const held = useRef(keys);
  useEffect(() => {
    held.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const run = held.current[nameOf(event)];
      if (run === undefined || event.defaultPrevented) return;
      if (!hasModifier(event) && (isTyping(event.target) || isDialogOpen())) return;
      if (run(event) !== false) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** While it is quiet no plain key means anything: whoever asked for a field types on before it is there. */
export function useQuietKeys(isQuiet: boolean): void {
  useEffect(() => {
    if (!isQuiet) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key.length !== 1 || hasModifier(event) || isTyping(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [isQuiet]);
}

/** Whether a dialog is open over the page. */
export function isDialogOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

/** Whether keys go into a field. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName))
  );
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.metaKey || event.ctrlKey || event.altKey;
}

function nameOf(event: KeyboardEvent): string {
  if (!hasModifier(event)) return event.key;
  if (event.altKey) return "";
  return `mod+${event.shiftKey ? "shift+" : ""}${event.key.toLowerCase()}`;
}
