/** Work over a stream whose answers are taken in the order of the stream. */
export interface InOrder<Item, Answer> {
  /** How many items are under way at a time. */
  readonly width: number;
  readonly wants: (item: Item) => boolean;
  readonly start: (item: Item) => Promise<Answer>;
  readonly take: (item: Item, answer: Answer) => Promise<void>;
}

/** Starts work on items as they come and takes each answer in order: while one is taken, the next are being made. */
export async function inOrder<Item, Answer>(items: AsyncIterable<Item>, work: InOrder<Item, Answer>): Promise<void> {
  const underWay: { readonly item: Item; readonly answer: Promise<Answer> }[] = [];
  const takeNext = async (): Promise<void> => {
    const next = underWay.shift();
    if (next !== undefined) await work.take(next.item, await next.answer);
  };
  try {
    for await (const item of items) {
      if (!work.wants(item)) continue;
      const answer = work.start(item);
      // It is awaited in its turn; until then a failure of it is nobody's surprise.
      answer.catch(() => undefined);
      underWay.push({ item, answer });
      if (underWay.length >= work.width) await takeNext();
    }
    while (underWay.length > 0) await takeNext();
  } finally {
    await Promise.allSettled(underWay.map(({ answer }) => answer));
  }
}
