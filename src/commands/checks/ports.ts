import { takeHttpPort } from "../../app/door.ts";
import type { Config } from "../../kernel/config.ts";
import { Problem } from "../../kernel/problem.ts";
import { errorCode } from "../../kernel/sql.ts";
import { type Check, fail, ok } from "./check.ts";

/** Whether the ports can be taken; while Fairlead runs on the folder it holds them itself. */
export async function portChecks(config: Config, isRunning: boolean): Promise<readonly Check[]> {
  const http = await portCheck(config.host, config.httpPort, "HTTP port", "FAIRLEAD_HTTP_PORT", isRunning);
  const mail = await portCheck(config.host, config.smtpInPort, "mail port", "FAIRLEAD_SMTP_PORT", isRunning);
  return [http, mail];
}

async function portCheck(
  host: string,
  port: number,
  name: string,
  setting: string,
  isRunning: boolean,
): Promise<Check> {
  if (port === 0) return ok(name, "any free port");
  try {
    const door = await takeHttpPort({ host, httpPort: port });
    await door.close();
    return ok(name, `${host}:${port} is free`);
  } catch (error) {
    const code = errorCode(error instanceof Problem ? error.cause : error);
    switch (code) {
      case "EADDRINUSE":
        if (isRunning) return ok(name, `${host}:${port} is in use while Fairlead runs on this folder`);
        return fail(
          name,
          `${host}:${port} is in use by another program`,
          `stop it, or set ${setting} to another port (0 takes any)`,
        );
      case "EACCES":
        return fail(name, `${host}:${port} may only be taken by root`, `set ${setting} to a port from 1024 on`);
      case "EADDRNOTAVAIL":
      case "ENOTFOUND":
        return fail(
          name,
          `this machine has no address \`${host}\``,
          "set FAIRLEAD_HOST to one of its own, 127.0.0.1 or 0.0.0.0",
        );
      default:
        throw error;
    }
  }
}
