/** What the person in front of the demo sees while it runs. */
export interface Progress {
  step(says: string): void;
  /** One line that is written over: the day and the counters. */
  tick(says: string): void;
  note(says: string): void;
}

/** Progress on a terminal; where there is none, steps are lines and ticks are left out but for one a day. */
export function terminalProgress(out: { readonly isTTY?: boolean; write(text: string): unknown }): Progress {
  const isLive = out.isTTY === true;
  let last = "";
  return {
    step: (says) => out.write(`${isLive ? "\r\u001b[2K" : ""}· ${says}\n`),
    tick: (says) => {
      if (isLive) out.write(`\r\u001b[2K  ${says}`);
      else if (says.slice(0, 10) !== last) out.write(`  ${says}\n`);
      last = says.slice(0, 10);
    },
    note: (says) => out.write(`${isLive ? "\r\u001b[2K" : ""}  ${says}\n`),
  };
}
