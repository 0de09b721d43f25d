/** The loopback control port of the simulated market: the conductor's side. */
export interface WorldClient {
  /** Moves the world's time; everything due by then has arrived when this answers. */
  advance(now: number): Promise<{
    readonly idle: boolean;
    readonly nextDueAt: number | null;
    readonly delivered: number;
    readonly failed: number;
  }>;
  /** Only tells the time, so that what we send at a new instant is stamped with it. */
  clock(now: number): Promise<void>;
  route(to: { readonly replyPort: number; readonly oneClickOrigin: string }): Promise<void>;
  signals(since: number, until: number): Promise<readonly WorldSignal[]>;
  meeting(email: string, startsAt: number): Promise<"held" | "no_show" | null>;
  deal(email: string): Promise<WorldDeal | null>;
}

export interface WorldSignal {
  readonly id: string;
  readonly at: number;
  readonly kind: string;
  readonly domain: string;
  readonly email: string | null;
}

export interface WorldDeal {
  readonly won: boolean;
  readonly amountMinor: number;
  readonly currency: string;
  readonly closesAfterMs: number;
}

/** Speaks to the world on a port that stays the same over its restarts; a world that is just starting is waited for. */
export function createWorldClient(port: number, sleep: (ms: number) => Promise<void>): WorldClient {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      try {
        const response = await fetch(`http://127.0.0.1:${port}${path}`, {
          method,
          ...(body === undefined
            ? {}
            : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
        });
        if (!response.ok) throw new Error(`the world answered ${response.status} to ${path}`);
        return await response.json();
      } catch (error) {
        if (tries >= 100) throw error;
        await sleep(100);
      }
    }
  };
  return {
    advance: async (now) => (await ask("POST", "/advance", { now })) as never,
    clock: async (now) => {
      await ask("POST", "/clock", { now });
    },
    route: async (to) => {
      await ask("POST", "/route", { replyHost: "127.0.0.1", ...to });
    },
    signals: async (since, until) =>
      ((await ask("GET", `/signals?since=${since}&until=${until}`)) as { signals: readonly WorldSignal[] }).signals,
    meeting: async (email, startsAt) =>
      ((await ask("POST", "/meeting", { email, startsAt })) as { outcome?: "held" | "no_show" } | null)?.outcome ??
      null,
    deal: async (email) => (await ask("POST", "/deal", { email })) as WorldDeal | null,
  };
}
