import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as it arrived at the seller. */
export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly raw: string;
}

/** The seller's side of the wire: an inbound mail server and a one-click endpoint that remember what they got. */
export async function startSeller() {
  const letters: Letter[] = [];
  const clicks: string[] = [];
  const mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 100,
    onData: (stream, { envelope }, callback) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        letters.push({ from, to: envelope.rcptTo[0]?.address ?? "", raw: Buffer.concat(chunks).toString() });
        callback();
      });
    },
  });
  const web = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    clicks.push(`${request.method} ${request.url} ${body}`);
    response.end();
  });
  // The world is killed in the middle of a conversation.
  mail.on("error", () => undefined);
  mail.listen(0, "127.0.0.1");
  web.listen(0, "127.0.0.1");
  await Promise.all([once(mail.server, "listening"), once(web, "listening")]);
  const stop = () =>
    Promise.all([new Promise<void>((done) => mail.close(done)), new Promise((done) => web.close(done))]);
  const portOf = (server: { address(): AddressInfo | string | null }) => (server.address() as AddressInfo).port;
  return { letters, clicks, stop, mailPort: portOf(mail.server), webPort: portOf(web) };
}
