import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What the model's server does with one call. */
export type Turn =
  | { readonly does: "say"; readonly content: unknown; readonly tokens?: number }
  | { readonly does: "refuse"; readonly status: number }
  | { readonly does: "send"; readonly body: string }
  | { readonly does: "hang" };

/** A call as it came in. */
export interface AskedModel {
  readonly authorization: string;
  readonly body: string;
}

/** A model behind an endpoint for chat completions, whose every answer is planned; to what is not planned it is down. */
export interface ModelServer {
  readonly url: string;
  readonly asked: readonly AskedModel[];
  /** What happens to the next calls, in turn; what was planned before is forgotten. */
  plan(...turns: readonly Turn[]): void;
  close(): Promise<void>;
}

export const says = (kind: string, evidence: string, more: object = {}): Turn => ({
  does: "say",
  content: { kind, evidence, ...more },
});

/** Starts it on loopback. */
export async function startModelServer(): Promise<ModelServer> {
  const asked: AskedModel[] = [];
  const turns: Turn[] = [];
  const server = createServer(async (request, response) => {
    asked.push({ authorization: request.headers.authorization ?? "", body: await textOf(request) });
    const turn = turns.shift() ?? { does: "refuse", status: 503 };
    if (turn.does === "hang") return;
    if (turn.does === "refuse") return void response.writeHead(turn.status).end("{}");
    response.end(turn.does === "send" ? turn.body : completionOf(turn));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat/completions`,
    asked,
    plan: (...planned) => void turns.splice(0, turns.length, ...planned),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An answer in the form of chat completions. */
export function completionOf({ content, tokens = 400 }: Extract<Turn, { readonly does: "say" }>): string {
  return JSON.stringify({
    model: "small-2026-01",
    choices: [
      { message: { role: "assistant", content: typeof content === "string" ? content : JSON.stringify(content) } },
    ],
    usage: { prompt_tokens: tokens - 20, completion_tokens: 20 },
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}
