import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A provider's token endpoint on loopback. */
export interface TokenIssuer {
  readonly url: string;
  /** The form of every question. */
  readonly asked: readonly Readonly<Record<string, string>>[];
  /** Whether an access token is good now. */
  isGood(token: string): boolean;
  /** Makes every access token that was given out worthless. */
  revoke(): void;
  /** What it answers in place of a token, until it is told otherwise. */
  refuse(answer: { readonly status: number; readonly error?: string } | null): void;
  close(): Promise<void>;
}

/** Starts an issuer whose tokens hold so long, and whose refresh tokens are good for one use each. */
export async function startTokenIssuer(refreshToken: string, holdsS: number): Promise<TokenIssuer> {
  const asked: Record<string, string>[] = [];
  const good = new Map<string, number>();
  let next = refreshToken;
  let refusal: { readonly status: number; readonly error?: string } | null = null;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    asked.push(form);
    const isForm = request.headers["content-type"] === "application/x-www-form-urlencoded";
    const isRight = isForm && form["grant_type"] === "refresh_token" && form["refresh_token"] === next;
    const refused = refusal ?? (isRight ? null : { status: 400, error: "invalid_grant" });
    response.setHeader("content-type", "application/json");
    if (refused !== null) {
      response.statusCode = refused.status;
      return void response.end(JSON.stringify({ error: refused.error }));
    }
    const token = `access-${asked.length}`;
    good.set(token, Date.now() + holdsS * 1_000);
    next = `refresh-${asked.length}`;
    response.end(
      JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: holdsS, refresh_token: next }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    asked,
    isGood: (token) => (good.get(token) ?? 0) > Date.now(),
    revoke: () => good.clear(),
    refuse: (answer) => {
      refusal = answer;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
