import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Debian's Postfix and Dovecot in a private folder, on loopback only. */
export interface MailServers {
  readonly smtpPort: number;
  readonly imapPort: number;
  readonly password: string;
  /** Stops Dovecot, so that the mailbox cannot be read; mail for it waits in Postfix. */
  stopImap(): void;
  startImap(): Promise<void>;
  /** Hands on what waits in the queue. */
  flush(): void;
  /** Runs `doveadm` on the mailboxes, such as to see what lies in one. */
  doveadm(...args: readonly string[]): string;
  /** Puts a mail into a folder as it stands. */
  save(address: string, folder: string, raw: Buffer): void;
  /** Makes Dovecot lose its index of an inbox: all mail stays, and gets new numbers under a new UIDVALIDITY. */
  renumber(address: string): void;
  close(): void;
}

const dovecotBin = "/usr/sbin/dovecot";
const postfixBin = "/usr/sbin/postfix";
const vmail = 65_534;

/** Why the servers cannot run here; undefined when they can. */
export function whyNoMailServers(): string | undefined {
  if (!existsSync(postfixBin) || !existsSync(dovecotBin))
    return "Postfix and Dovecot are not installed: apt-get install postfix dovecot-core dovecot-imapd dovecot-lmtpd";
  if (process.getuid?.() !== 0) return "only root can start Postfix";
  return undefined;
}

/**
 * Starts both for these mailboxes. Anybody else in their domains is refused when the mail is delivered (5.1.1), and other
 * domains cannot be reached (5.1.2): both come back as reports.
 */
export async function startMailServers(
  addresses: readonly string[],
  emptyDomains: readonly string[] = [],
): Promise<MailServers> {
  const home = mkdtempSync(join(tmpdir(), "fl-mail-"));
  chmodSync(home, 0o755);
  const [smtpPort = 0, imapPort = 0, lmtpPort = 0] = await freePorts(3);
  const password = "correct-horse";
  const dovecotConf = writeDovecot(home, { imapPort, lmtpPort }, addresses, password);
  const postfixDir = writePostfix(home, { smtpPort, lmtpPort }, [
    ...new Set(addresses.map((address) => address.slice(address.lastIndexOf("@") + 1))),
    ...emptyDomains,
  ]);
  const startImap = async (): Promise<void> => {
    run(home, dovecotBin, ["-c", dovecotConf]);
    await answers(imapPort);
  };
  const stopImap = (): void => {
    const pidFile = join(home, "dovecot/run/master.pid");
    if (!existsSync(pidFile)) return;
    const pid = Number(readFileSync(pidFile, "utf8").trim());
    // The whole group: a process that serves a connection outlives its master by half a minute.
    process.kill(-pid, "SIGTERM");
    for (let tries = 0; tries < 100 && isRunning(pid); tries += 1) execFileSync("sleep", ["0.05"]);
  };
  await startImap();
  run(home, postfixBin, ["-c", postfixDir, "start"]);
  await answers(smtpPort);
  return {
    smtpPort,
    imapPort,
    password,
    startImap,
    stopImap,
    flush: () => run(home, "/usr/sbin/postqueue", ["-c", postfixDir, "-f"]),
    doveadm: (...args) =>
      execFileSync("/usr/bin/doveadm", ["-c", dovecotConf, ...args], {
        stdio: ["ignore", "pipe", "ignore"],
      }).toString(),
    save: (address, folder, raw) => {
      execFileSync("/usr/bin/doveadm", ["-c", dovecotConf, "save", "-u", address, "-m", folder], {
        input: raw,
        stdio: ["pipe", "ignore", "ignore"],
      });
    },
    renumber: (address) => {
      const folder = join(home, "dovecot/mail", address, "Maildir");
      // A new UIDVALIDITY is made of the time in seconds: it must not be the one of a moment ago.
      execFileSync("sleep", ["1.1"]);
      for (const name of readdirSync(folder).filter((file) => /^dovecot[-.]/.test(file))) rmSync(join(folder, name));
      execFileSync("/usr/bin/doveadm", ["-c", dovecotConf, "kick", address], { stdio: "ignore" });
    },
    close: () => {
      run(home, postfixBin, ["-c", postfixDir, "stop"]);
      stopImap();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Runs with the output in a file: a daemon that keeps a pipe of ours open would hold the test up for ever. */
function run(home: string, program: string, args: readonly string[]): void {
  const log = openSync(join(home, "log"), "a");
  execFileSync(program, args, { stdio: ["ignore", log, log] });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // Gone.
    return false;
  }
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) server.close();
  return ports;
}

async function answers(port: number): Promise<void> {
  const { connect } = await import("node:net");
  for (let tries = 0; tries < 200; tries += 1) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "data");
      return;
    } catch {
      // Not yet.
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      socket.destroy();
    }
  }
  throw new Error(`nothing answers on port ${port}`);
}

function writeDovecot(
  home: string,
  ports: { readonly imapPort: number; readonly lmtpPort: number },
  users: readonly string[],
  password: string,
): string {
  const base = join(home, "dovecot");
  mkdirSync(join(base, "mail"), { recursive: true });
  execFileSync("chown", [`${vmail}:${vmail}`, join(base, "mail")]);
  const passwd = join(base, "passwd");
  writeFileSync(
    passwd,
    users.map((user) => `${user}:{PLAIN}${password}:${vmail}:${vmail}::${join(base, "mail", user)}::\n`).join(""),
  );
  chmodSync(passwd, 0o644);
  const conf = join(base, "dovecot.conf");
  writeFileSync(
    conf,
    `base_dir = ${base}/run
state_dir = ${base}/state
log_path = ${base}/log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = dovecot
default_login_user = dovenull
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_fsync = never
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no
lda_mailbox_autocreate = yes
protocol lmtp {
  postmaster_address = postmaster@localhost
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u ${passwd}
}
userdb {
  driver = passwd-file
  args = username_format=%u ${passwd}
}
namespace inbox {
  inbox = yes
  mailbox Spam {
    auto = subscribe
    special_use = \\Junk
  }
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
service imap-login {
  inet_listener imap {
    port = ${ports.imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtpPort}
  }
}
`,
  );
  return conf;
}

function writePostfix(
  home: string,
  ports: { readonly smtpPort: number; readonly lmtpPort: number },
  domains: readonly string[],
): string {
  const dir = join(home, "postfix");
  const [queue, data] = [join(home, "queue"), join(home, "data")];
  for (const folder of [dir, queue, data]) mkdirSync(folder, { recursive: true });
  execFileSync("chown", ["postfix:postfix", data]);
  const dist = ["/usr/share/postfix/master.cf.dist", "/etc/postfix/master.cf.proto"].find((file) => existsSync(file));
  if (dist === undefined) throw new Error("Postfix has no master.cf to begin from");
  const master = readFileSync(dist, "utf8")
    .split("\n")
    .map((line) => line.replace(/^(\S+\s+\S+\s+\S+\s+\S+\s+)[y-](\s)/, "$1n$2"))
    .map((line) => line.replace(/^smtp(\s+inet)/, `127.0.0.1:${ports.smtpPort}$1`))
    .join("\n");
  writeFileSync(join(dir, "master.cf"), master);
  writeFileSync(
    join(dir, "main.cf"),
    `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.test.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = ${domains.join(" ")}
virtual_mailbox_maps = static:1
virtual_transport = lmtp:inet:127.0.0.1:${ports.lmtpPort}
recipient_delimiter = +
default_transport = error:5.1.2 no such domain here
relay_transport = error:5.1.2 no such domain here
smtpd_reject_unlisted_recipient = no
smtpd_recipient_restrictions = permit_mynetworks, reject
biff = no
alias_maps =
alias_database =
bounce_queue_lifetime = 1h
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
lmtp_connect_timeout = 2s
transport_retry_time = 1s
maillog_file = ${home}/maillog
maillog_file_prefixes = ${home}
`,
  );
  return dir;
}
