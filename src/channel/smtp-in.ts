import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";

/** A mail as it was handed over: the envelope decides, headers are only text. */
export interface ArrivedMail {
  /** Empty for the null path of reports (RFC 5321 4.5.5). */
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  /** The whole mail, or its beginning where it is larger than what is taken in. */
  readonly raw: Buffer;
  readonly sizeBytes: number;
  readonly isCut: boolean;
}

/** What the server answers after the mail was looked at. */
export type Arrival =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: 451 | 550 | 552; readonly says: string };

export interface InboundServerOptions {
  readonly host: string;
  readonly port: number;
  readonly limits: {
    readonly mailMaxBytes: number;
    readonly mailKeptBytes: number;
    readonly smtpDeadlineMs: number;
    readonly recipientsMax: number;
    readonly clientsMax: number;
  };
  /** Whether we receive mail for an address; a stranger's address is refused at RCPT, so that we never relay or bounce. */
  readonly accepts: (address: string) => Promise<boolean>;
  /**
   * Called with the mail; 250 is answered only after it resolves, so it must have committed by then. Of a mail that is too large it
   * gets the beginning, since it stops its contact all the same, and the sender is told 552.
   */
  readonly onMail: (mail: ArrivedMail) => Promise<Arrival>;
}

/** A listening server. */
export interface InboundServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens for mail to our own domains: replies, delivery reports, complaints, unsubscribe mail. No login, no relay. */
export async function startInbound(options: InboundServerOptions): Promise<InboundServer> {
  const { limits } = options;
  const server = new SMTPServer({
    name: options.host,
    banner: "Fairlead",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    maxClients: limits.clientsMax,
    socketTimeout: limits.smtpDeadlineMs,
    closeTimeout: 1_000,
    onRcptTo: (address, session, callback) => {
      if (session.envelope.rcptTo.length >= limits.recipientsMax) {
        callback(failure(452, "4.5.3 too many recipients, send the rest in another message"));
        return;
      }
      options.accepts(address.address.toLowerCase()).then(
        (isOurs) => callback(isOurs ? null : failure(550, "5.1.1 no such mailbox here")),
        () => callback(failure(451, "4.3.0 cannot look that up now, try again later")),
      );
    },
    onData: (stream, session, callback) => {
      take(options, stream, session).then(
        (arrival) => (arrival.taken ? callback(null, "2.0.0 recorded") : callback(failure(arrival.code, arrival.says))),
        () => callback(failure(451, "4.3.0 cannot record the message now, try again later")),
      );
    },
  });
  // A client that breaks the connection is no fault of ours; without a listener it would end the process.
  server.on("error", () => undefined);
  const port = await listening(server, options);
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function take(
  options: InboundServerOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<Arrival> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size <= options.limits.mailMaxBytes) chunks.push(bytes);
  }
  const isCut = size > options.limits.mailMaxBytes;
  const from = session.envelope.mailFrom;
  const arrival = await options.onMail({
    envelopeFrom: from === false ? "" : from.address,
    envelopeTo: session.envelope.rcptTo.map((recipient) => recipient.address),
    raw: isCut ? Buffer.concat(chunks).subarray(0, options.limits.mailKeptBytes) : Buffer.concat(chunks),
    sizeBytes: size,
    isCut,
  });
  return arrival.taken && isCut ? { taken: false, code: 552, says: "5.3.4 message too big" } : arrival;
}

function listening(server: SMTPServer, options: InboundServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    const listener = server.listen(options.port, options.host, () => {
      server.removeListener("error", reject);
      const address = listener.address();
      resolve(typeof address === "object" && address !== null ? address.port : options.port);
    });
  });
}

function failure(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
