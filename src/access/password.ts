import { scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's scrypt setting of 2^17, 8, 1: 128 MiB and about a third of a second for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1 };
const keyLength = 32;

/** The stored form of a password: its cost, its salt and the slow hash. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const hash = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, Buffer.from(salt).toString("base64"), hash.toString("base64")].join("$");
}

/** Whether a password is the one that was stored; a stored text of another form matches nothing. */
export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [name, n, r, p, salt, hash] = stored.split("$");
  if (name !== "scrypt" || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, "base64");
  const given = await derive(password, Buffer.from(salt, "base64"), { N: Number(n), r: Number(r), p: Number(p) });
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function derive(password: string, salt: Uint8Array, options: Readonly<typeof cost>): Promise<Buffer> {
  const memory = 256 * options.N * options.r;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, keyLength, { ...options, maxmem: memory }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
