import { BlockList, isIP, isIPv6 } from "node:net";

/**
 * Addresses that are not the public internet: loopback, private networks, link-local with the metadata services of clouds,
 * carrier NAT, multicast, documentation and test nets (RFC 6890 and its registries). A server that is asked on a
 * customer's behalf may reach none of them.
 */
const special4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "192.175.48.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Of IPv6 only 2000::/3 is public, less what translates to IPv4, tunnels or serves as an example. */
const special6 = ["2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"];

/** Whether an address is on the public internet, or in one of the networks that the operator allows besides. */
export function createAddressGuard(allowed: readonly string[]): (address: string) => boolean {
  const open = listOf(allowed);
  const closed = listOf([...special4, ...special6]);
  const global6 = listOf(["2000::/3"]);
  return (address) => {
    const family = familyOf(address);
    if (family === null) return false;
    if (open.check(address, family)) return true;
    if (family === "ipv4") return !closed.check(address, family);
    const mapped = mappedIPv4(address);
    if (mapped !== null) return open.check(mapped, "ipv4");
    return global6.check(address, family) && !closed.check(address, family);
  };
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    list.addSubnet(address, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  }
  return list;
}

function familyOf(address: string): "ipv4" | "ipv6" | null {
  const version = isIP(address);
  return version === 4 ? "ipv4" : version === 6 ? "ipv6" : null;
}

/** The IPv4 address inside `::ffff:127.0.0.1`, however it is written; those are reachable as what they contain. */
function mappedIPv4(address: string): string | null {
  const tail = /^(?:0*:)*:?ffff:(?:0*:)?(.+)$/i.exec(address)?.[1] ?? "";
  if (isIP(tail) === 4) return tail;
  const [high, low, ...more] = tail.split(":").map((part) => Number.parseInt(part, 16));
  if (high === undefined || low === undefined || more.length > 0 || Number.isNaN(high + low)) return null;
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
