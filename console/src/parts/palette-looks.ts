/** A group of the palette with its heading. */
export const paletteGroup =
  "[&_[cmdk-group-heading]]:px-4 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3";

/** A line of the palette. */
export const paletteItem =
  "mx-2 flex h-8 cursor-pointer items-center gap-3 rounded-md px-2 data-[selected=true]:bg-sunken aria-disabled:opacity-60";
