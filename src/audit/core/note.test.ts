import { describe, expect, test } from "vitest";
import { checkpointText, logOrigin, openCheckpoint, parseCheckpoint } from "./checkpoint.ts";
import { emptyRoot } from "./leaf.ts";
import { openNote, parseNote, parseVkey, signerFromSeed } from "./note.ts";

const signer = signerFromSeed("audit.example/ws/1", Buffer.alloc(32, 3));

describe("a signed note", () => {
  test("uses Ed25519 as RFC 8032 section 7.1 has it (test 1)", () => {
    const rfc = signerFromSeed(
      "rfc",
      Buffer.from("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "hex"),
    );
    expect(Buffer.from(rfc.vkey.split("+").slice(2).join("+"), "base64").subarray(1).toString("hex")).toBe(
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    );
    const signature = Buffer.from(
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
      "hex",
    );
    expect(rfc.verifies("", signature)).toBe(true);
  });

  test("opens with the vkey of the C2SP note example, whose key id follows from name and key", () => {
    const vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const note =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
      "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const verifier = parseVkey(vkey);
    expect(verifier && openNote(note, verifier)).toMatch(/^If you think/);
    expect(parseVkey(vkey.replace("c74f20a3", "c74f20a4"))).toBeUndefined();
  });

  test("opens for its own key, and for no other text, name, key or byte", () => {
    const note = signer.sign("hello\n");
    expect(openNote(note, signer)).toBe("hello\n");
    expect(openNote(note, signerFromSeed("audit.example/ws/1", Buffer.alloc(32, 4)))).toBeUndefined();
    for (let at = 0; at < note.length; at += 1) {
      const changed = note.slice(0, at) + String.fromCharCode(note.charCodeAt(at) ^ 1) + note.slice(at + 1);
      expect(openNote(changed, signer)).toBeUndefined();
    }
  });

  test("ignores signatures of keys that it does not know", () => {
    const other = parseNote(signerFromSeed("witness", Buffer.alloc(32, 9)).sign("hello\n"));
    expect(other?.signatures.length).toBe(1);
    const both =
      signer.sign("hello\n") + signerFromSeed("witness", Buffer.alloc(32, 9)).sign("hello\n").split("\n\n")[1];
    expect(openNote(both, signer)).toBe("hello\n");
  });
});

describe("a checkpoint", () => {
  const checkpoint = { origin: signer.name, size: 0, root: emptyRoot };

  test("survives its text and refuses extension lines, leading zeros and loose base64", () => {
    const text = checkpointText(checkpoint);
    expect(parseCheckpoint(text)).toEqual(checkpoint);
    expect(parseCheckpoint(`${text}extension\n`)).toBeUndefined();
    expect(parseCheckpoint(text.replace("\n0\n", "\n00\n"))).toBeUndefined();
    expect(parseCheckpoint(text.replace("FU=", "FV="))).toBeUndefined();
  });

  test("opens only under its own origin, and a new epoch is another origin", () => {
    expect(openCheckpoint(signer.sign(checkpointText(checkpoint)), signer)).toEqual(checkpoint);
    expect(openCheckpoint(signer.sign(checkpointText({ ...checkpoint, origin: "other" })), signer)).toBeUndefined();
    expect(logOrigin("wsp_1", 2)).not.toBe(logOrigin("wsp_1", 1));
  });
});
