import SMTPConnection from "nodemailer/lib/smtp-connection";

/** What the other side answered; code 0 when there was no answer. */
export interface Answer {
  readonly code: number;
  readonly answer: string;
}

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
}

/** A line to one mail server that is kept open between letters and opened anew when it broke. */
export interface Post {
  send(target: { readonly host: string; readonly port: number }, letter: Letter): Promise<Answer>;
  close(): void;
}

const timeoutMs = 10_000;

export function makePost(): Post {
  let line: { readonly connection: SMTPConnection; readonly target: string } | null = null;
  const drop = () => {
    line?.connection.close();
    line = null;
  };
  return {
    close: drop,
    send: async (target, letter) => {
      const name = `${target.host}:${target.port}`;
      if (line !== null && line.target !== name) drop();
      // A kept line may have died unnoticed: only a fresh one that fails says that nobody is there.
      for (const isLast of line === null ? [true] : [false, true]) {
        try {
          line ??= { connection: await connect(target), target: name };
          return await sendOver(line.connection, letter);
        } catch (error) {
          drop();
          const code = responseCode(error);
          if (code !== 0 || isLast) return { code, answer: error instanceof Error ? error.message : String(error) };
        }
      }
      return { code: 0, answer: "not sent" };
    },
  };
}

function connect({ host, port }: { readonly host: string; readonly port: number }): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host,
    port,
    name: "mx.prospects.localhost",
    ignoreTLS: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: 60_000,
  });
  return new Promise((resolve, reject) => {
    // Stays on for good: a line that breaks between letters is found out by the next one.
    connection.on("error", reject);
    connection.connect((error) => (error === undefined || error === null ? resolve(connection) : reject(error)));
  });
}

function sendOver(connection: SMTPConnection, { from, to, bytes }: Letter): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onEnd = () => reject(new Error("the connection was closed"));
    connection.once("end", onEnd);
    // The null path of reports and automatic answers is written as an empty address.
    connection.send({ from: from === "" ? false : from, to }, bytes, (error, info) => {
      connection.removeListener("end", onEnd);
      if (error === null || error === undefined) resolve({ code: 250, answer: info?.response ?? "250 OK" });
      else reject(error);
    });
  });
}

function responseCode(error: unknown): number {
  const code = typeof error === "object" && error !== null && "responseCode" in error ? error.responseCode : 0;
  return typeof code === "number" ? code : 0;
}
