import { connect } from "node:net";
import { errorCode } from "../sql.ts";
import { databaseName, superuser } from "./cluster.ts";

/** How a server answers a greeting: it takes sessions, it is starting or stopping, or nobody listens. */
export type Answer = "ready" | "busy" | "absent";

const protocolVersion = 196_608;
const cannotConnectNow = "57P03";
const probeMs = 2_000;

/** Greets the server as a client does, up to the question for a password, which proves that it takes sessions. */
export async function probe(socketPath: string): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const settle = (answer: Answer): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(probeMs, () => settle("busy"));
    socket.on("connect", () => socket.write(startupMessage()));
    socket.on("data", (reply: Buffer) => settle(answerIn(reply)));
    // A full queue refuses as well (EAGAIN), and somebody owns that queue.
    socket.on("error", (error) => settle(["ENOENT", "ECONNREFUSED"].includes(errorCode(error)) ? "absent" : "busy"));
    socket.on("end", () => settle("busy"));
  });
}

/** `R` asks for the password; an error of any kind but "cannot connect now" also comes from a server that works. */
export function answerIn(reply: Buffer): Answer {
  const isError = reply.toString("latin1", 0, 1) === "E";
  return isError && reply.toString("latin1").includes(`C${cannotConnectNow}\0`) ? "busy" : "ready";
}

/** The first message of the protocol: length, version, parameters. */
export function startupMessage(): Buffer {
  const parameters = Buffer.from(`user\0${superuser}\0database\0${databaseName}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + parameters.length, 0);
  head.writeInt32BE(protocolVersion, 4);
  return Buffer.concat([head, parameters]);
}
