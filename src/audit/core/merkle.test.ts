import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyRoot, type Hash, hashBase64, leafHash, nodeHash } from "./leaf.ts";
import { appendLeaf, emptyTree, frontierBytes, type Tree, treeFromFrontier, treeRoot } from "./merkle.ts";
import {
  consistencyRanges,
  inclusionRanges,
  isConsistent,
  isIncluded,
  parseProofText,
  proofText,
  rangeHash,
} from "./proof.ts";
import { tilesAt } from "./tiles.ts";

const leaves = Array.from({ length: 700 }, (_, n) => leafHash(String(n)));

/** RFC 6962 section 2.1, word for word. */
function treeHash(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return emptyRoot;
  if (hashes.length === 1) return hashes[0] ?? "";
  const split = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
  return nodeHash(treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split)));
}

function grown(hashes: readonly Hash[]): { tree: Tree; levels: Hash[][] } {
  const tree = emptyTree();
  const levels: Hash[][] = [];
  for (const hash of hashes) {
    appendLeaf(tree, hash, (level, stored) => {
      const row = levels[level] ?? [];
      levels[level] = row;
      row.push(stored);
    });
  }
  return { tree, levels };
}

const full = grown(leaves);
const readTile = (level: number, n: number): Hash[] => (full.levels[level] ?? []).slice(n * 256, (n + 1) * 256);

describe("the tree", () => {
  test.each([
    [0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="],
    [1, "2zQm6HgGjSjSabbIcXIyLOU3K2V1bQeJAB00g19gHAM="],
    [2, "ywCYnZSlacCmeK4EK2Pc1GJduWRAUX83put5duok7Us="],
    [3, "cl1SMNto9VdHDcNfHYhlgTrNfrsHrRUndBQd7LrnEyc="],
    [8, "O4WpYmwcy2TGuV7H+mSIje/izxLjnnfhCBLOX8uctY4="],
    [255, "Mvhbyqh9e80Fco8J6a66NQumovczgwCH8Fl2goSL5cs="],
    [256, "goUV0DPBnYyQHzfsy4rtkZZncDSG+NL/8c9wQDIcXbE="],
    [257, "HtoEmkNR2G92JSvX7At3Rq11t/oDFq1fVB29pFijEsQ="],
    [65_535, "dPE6Dhp1aJNy77mQz2jGZORMdj2TBIRJVbLq/2JOjfE="],
    [65_536, "8CXQbtgEhZ/SdKG9rK3W5I6odjSqkeHtsgFD+UmM0Cs="],
    [65_537, "3IeVol/UvVKguE9jn9MTm6FggkAj0YjkKOtdsPPOIho="],
    [100_000, "aNoy75ns5TZfdS7YDZrsBxWsR2ayIS01EfeHH0dODH8="],
  ])("of %i decimal leaves has the root that other implementations give", (size, root) => {
    const tree = emptyTree();
    for (let n = 0; n < size; n += 1) appendLeaf(tree, leafHash(String(n)), () => undefined);
    expect(hashBase64(treeRoot(tree))).toBe(root);
  });

  test("of RFC 6962's eight test leaves has the published root", () => {
    const inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    const { tree } = grown(inputs.map((hex) => leafHash(Buffer.from(hex, "hex"))));
    expect(Buffer.from(treeRoot(tree), "latin1").toString("hex")).toBe(
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    );
  });

  test("agrees with the recursive definition at every size up to 600, also after being stored and read back", () => {
    let tree = emptyTree();
    for (let size = 0; size <= 600; size += 1) {
      expect(treeRoot(tree)).toBe(treeHash(leaves.slice(0, size)));
      if (size > 0) expect(rangeHash({ from: 0, to: size }, readTile)).toBe(treeRoot(tree));
      tree = treeFromFrontier(tree.size, frontierBytes(tree));
      appendLeaf(tree, leaves[size] ?? "", () => undefined);
    }
  });

  test("has the tiles that a log of its size has", () => {
    expect([...tilesAt(0)]).toEqual([]);
    expect([...tilesAt(256)]).toEqual([
      { level: 0, n: 0, width: 256 },
      { level: 1, n: 0, width: 1 },
    ]);
    expect([...tilesAt(257)].at(1)).toEqual({ level: 0, n: 1, width: 1 });
  });
});

describe("proofs", () => {
  const sizes = fc
    .integer({ min: 1, max: 700 })
    .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));

  test("of inclusion verify, and no other leaf, index, hash or root does", () => {
    fc.assert(
      fc.property(sizes, fc.nat(31), ([index, size], at) => {
        const root = treeHash(leaves.slice(0, size));
        const leaf = leaves[index] ?? "";
        const proof = inclusionRanges(index, size).map((range) => rangeHash(range, readTile));
        expect(isIncluded(leaf, index, size, proof, root)).toBe(true);
        expect(isIncluded(leaves[index + 1] ?? "", index, size, proof, root)).toBe(false);
        expect(isIncluded(leaf, index, size, proof, flip(root, at))).toBe(false);
        if (proof.length > 0) {
          const broken = proof.with(at % proof.length, flip(proof[at % proof.length] ?? "", at));
          expect(isIncluded(leaf, index, size, broken, root)).toBe(false);
          expect(isIncluded(leaf, index, size, proof.slice(1), root)).toBe(false);
        }
      }),
    );
  });

  test("of consistency verify, and fail for any other old root", () => {
    fc.assert(
      fc.property(sizes, fc.nat(31), ([smaller, size], at) => {
        const oldSize = smaller + 1;
        const [oldRoot, root] = [treeHash(leaves.slice(0, oldSize)), treeHash(leaves.slice(0, size))];
        const proof = consistencyRanges(oldSize, size).map((range) => rangeHash(range, readTile));
        expect(isConsistent(oldSize, oldRoot, size, root, proof)).toBe(true);
        expect(isConsistent(oldSize, flip(oldRoot, at), size, root, proof)).toBe(false);
        expect(isConsistent(oldSize, oldRoot, size, flip(root, at), proof)).toBe(false);
      }),
    );
  });

  test("survive their text form", () => {
    const proof = inclusionRanges(300, 700).map((range) => rangeHash(range, readTile));
    expect(parseProofText(proofText(300, proof, "origin\n700\nroot\n"))).toEqual({
      index: 300,
      proof,
      note: "origin\n700\nroot\n",
    });
    expect(parseProofText("nonsense")).toBeUndefined();
  });
});

function flip(hash: Hash, at: number): Hash {
  return hash.slice(0, at) + String.fromCharCode(hash.charCodeAt(at) ^ 1) + hash.slice(at + 1);
}
