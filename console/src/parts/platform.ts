/** Whether this is an Apple keyboard, where commands are given with ⌘. */
const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** How the keys of the palette and the kill switch are written on this keyboard. */
export const keyNames = isApple
  ? ({ palette: "⌘K", stop: "⌘⇧." } as const)
  : ({ palette: "Ctrl K", stop: "Ctrl ⇧ ." } as const);
