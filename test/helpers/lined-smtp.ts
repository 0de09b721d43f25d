import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** The moments of a conversation at which a server says something: `body` is at the first bytes after 354, `dot` at their end. */
export type Moment = "banner" | "ehlo" | "starttls" | "auth" | "mail" | "rcpt" | "data" | "body" | "dot";

/** Instead of what a server says: it breaks the connection, says nothing any more, or says 250 and breaks it. */
export type Line = string | "drop" | "silence" | "taken-and-drop";

const usual: Readonly<Record<Moment, string>> = {
  banner: "220 lined ESMTP",
  ehlo: "250-lined\r\n250 AUTH PLAIN",
  starttls: "502 5.5.1 no",
  auth: "235 2.7.0 in",
  mail: "250 2.1.0 ok",
  rcpt: "250 2.1.5 ok",
  data: "354 go ahead",
  body: "",
  dot: "250 2.0.0 taken",
};

/** Talks with one client after another by the lines of a script, and by the usual ones where it has none; answers with the port. */
export async function linedServer(
  script: Readonly<Partial<Record<Moment, Line>>>,
): Promise<{ readonly port: number; close(): void }> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => undefined);
    talk(socket, (moment) => say(socket, script[moment] ?? usual[moment]));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

function talk(socket: Socket, at: (moment: Moment) => void): void {
  let isBody = false;
  let rest = "";
  socket.on("data", (bytes) => {
    if (isBody) {
      if (rest === "") at("body");
      rest += bytes.toString("latin1");
      if (!rest.endsWith("\r\n.\r\n")) return;
      isBody = false;
      return at("dot");
    }
    const verb = /^[a-z]+/i.exec(bytes.toString("latin1"))?.[0].toLowerCase() ?? "";
    isBody = verb === "data";
    if (isCommand(verb)) at(verb);
  });
  at("banner");
}

function isCommand(verb: string): verb is Moment {
  return ["ehlo", "starttls", "auth", "mail", "rcpt", "data"].includes(verb);
}

function say(socket: Socket, line: Line): void {
  if (line === "drop") socket.destroy();
  else if (line === "taken-and-drop") socket.write("250 2.0.0 taken\r\n", () => socket.resetAndDestroy());
  else if (line !== "silence" && line !== "" && !socket.destroyed) socket.write(`${line}\r\n`);
}
