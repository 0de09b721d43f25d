import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that nothing may ever ask: what hostile mail points at. */
export interface Trap {
  readonly url: string;
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Opens one on loopback. */
export async function openTrap(): Promise<Trap> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end("<script>parent.caught = true</script>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
