import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { mailKindOf } from "../activity/core/mail-kind.ts";
import { parseMail } from "../activity/parse-mail.ts";
import { limits } from "../kernel/limits.ts";
import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { pieceLength } from "./json-lines.ts";

/**
 * Says of every mail what it is: files of raw mail, or folders of them, each a JSON line, in order; needs no data folder.
 * A mail that cannot be read has its line too, with `fault`: a person has to look at it.
 */
export const mailClassify: RunCommand = async (host, context) => {
  const { positionals } = readFlags(context.args, {}, pathsMax);
  if (positionals.length === 0) throw problem("invalid_input", "name files of raw mail (.eml), or folders of them");
  const files: string[] = [];
  for (const path of positionals) files.push(...(await mailsAt(path)));
  let piece = "";
  let read = 0;
  for (const file of files) {
    const line = await lineOf(file);
    if (!("fault" in line)) read += 1;
    piece += `${JSON.stringify(line)}\n`;
    if (piece.length < pieceLength) continue;
    host.out(piece);
    piece = "";
  }
  host.out(piece);
  if (read > 0) return exitCodes.done;
  host.err(`fairlead: none of ${files.length} files could be read as mail\n`);
  return exitCodes.unusable;
};

const pathsMax = 100_000;

/**
 * The mails at a path, folders in the order of names. A folder that holds `.eml` files is read for those; in any other all
 * files count, because a Maildir names its mails freely.
 */
async function mailsAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch((cause: unknown) => {
    throw problem("invalid_input", `there is nothing to read at \`${path}\``, { cause });
  });
  return found.isDirectory() ? mailsIn(path) : [path];
}

async function mailsIn(folder: string): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true }))
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const hasEml = entries.some((entry) => entry.isFile() && isEml(entry.name));
  const mails: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) mails.push(...(await mailsIn(path)));
    else if (entry.isFile() && (!hasEml || isEml(entry.name))) mails.push(path);
  }
  return mails;
}

function isEml(name: string): boolean {
  return name.toLowerCase().endsWith(".eml");
}

async function lineOf(file: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { size } = await stat(file);
    if (size > limits.mailMaxBytes)
      return unread(file, `the file has ${size} bytes: no mail is taken above ${limits.mailMaxBytes}`);
    const parsed = await parseMail(await readFile(file));
    return parsed.mail === null ? unread(file, parsed.fault) : { file, ...mailKindOf(parsed.mail) };
  } catch (error) {
    return unread(file, error instanceof Error ? error.message : "the file cannot be read");
  }
}

function unread(file: string, fault: string): Readonly<Record<string, unknown>> {
  return { file, kind: "other", originalMessageId: null, recipients: [], fault };
}
