import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDns, type DnsLookup } from "../../src/channel/dns.ts";

let server: Socket;
let dns: DnsLookup;

const [typeA, typeTxt, typeMx] = [1, 16, 15];

/** Texts and hosts by name: a server that knows two names, fails at one and says of the others that they are not there. */
const zone: ReadonlyMap<string, readonly Buffer[]> = new Map([
  [`${typeTxt} acme.test`, [Buffer.concat([text("v=spf1 include:a.test"), text(" ~all")]), text("something else")]],
  [`${typeMx} acme.test`, [mx(20, "backup.acme.test"), mx(10, "mx.acme.test")]],
  [`${typeA} mx.acme.test`, [Buffer.from([192, 0, 2, 7])]],
]);

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
}

function nameBytes(name: string): Buffer {
  return Buffer.concat([...name.split(".").map(text), Buffer.from([0])]);
}

function mx(priority: number, host: string): Buffer {
  return Buffer.concat([Buffer.from([0, priority]), nameBytes(host)]);
}

/** Answers one question in the format of RFC 1035. */
function answerTo(query: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let size = query[at] ?? 0; size > 0; size = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + size).toString());
    at += size + 1;
  }
  const name = labels.join(".").toLowerCase();
  const type = query.readUInt16BE(at + 1);
  const records = zone.get(`${type} ${name}`) ?? [];
  const isThere = [...zone.keys()].some((key) => key.endsWith(` ${name}`));
  const code = name === "broken.test" ? 2 : isThere ? 0 : 3;
  const head = Buffer.from([query[0] ?? 0, query[1] ?? 0, 0x81, 0x80 | code, 0, 1, 0, records.length, 0, 0, 0, 0]);
  const answers = records.map((data) => {
    const fixed = Buffer.from([0xc0, 0x0c, 0, type, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 0xff]);
    return Buffer.concat([fixed, data]);
  });
  return Buffer.concat([head, query.subarray(12, at + 5), ...answers]);
}

beforeAll(async () => {
  server = createSocket("udp4");
  server.on("message", (query, from) => server.send(answerTo(query), from.port, from.address));
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  dns = createDns({ servers: [`127.0.0.1:${server.address().port}`], timeoutMs: 2_000 });
});
afterAll(() => new Promise<void>((done) => server.close(() => done())));

test("a text in pieces is one record, and each record stays its own", async () => {
  expect(await dns.txt("acme.test")).toEqual({
    kind: "records",
    records: ["v=spf1 include:a.test ~all", "something else"],
  });
});

test("mail hosts come in the order in which they are asked", async () => {
  expect(await dns.mx("acme.test")).toEqual({
    kind: "records",
    records: [
      { host: "mx.acme.test", priority: 10 },
      { host: "backup.acme.test", priority: 20 },
    ],
  });
  expect(await dns.addresses("mx.acme.test")).toEqual(["192.0.2.7"]);
});

test("a name that is not there has none, and a server that fails says nothing", async () => {
  expect(await dns.txt("nobody.test")).toEqual({ kind: "none" });
  expect(await dns.txt("mx.acme.test")).toEqual({ kind: "none" });
  expect(await dns.mx("nobody.test")).toEqual({ kind: "none" });
  expect(await dns.txt("broken.test")).toMatchObject({ kind: "unknown" });
  expect(await dns.addresses("broken.test")).toEqual([]);
});
