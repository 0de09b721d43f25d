/**
 * Whose mail system takes in mail for a domain. A refusal by one host of a provider is a refusal by the provider, so its
 * breaker counts them together.
 */
export function providerOf(domain: string, mxHosts: readonly string[] = []): string {
  const byMx = mxHosts.flatMap((host) => providerOfHost(host.toLowerCase().replace(/\.$/, "")) ?? [])[0];
  return byMx ?? wellKnownProvider(domain) ?? domain;
}

/** The provider of a domain that everybody knows; undefined for one whose MX records have to be asked for. */
export function wellKnownProvider(domain: string): string | undefined {
  return providerOfDomain.get(domain);
}

/** The domain of an address, as providers are told by. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** Ends of the names of mail hosts, from the providers' own instructions for MX records. */
const hosts: readonly (readonly [end: string, provider: string])[] = [
  ["google.com", "google"],
  ["googlemail.com", "google"],
  ["mail.protection.outlook.com", "microsoft"],
  ["olc.protection.outlook.com", "microsoft"],
  ["mx.microsoft", "microsoft"],
  ["yahoodns.net", "yahoo"],
  ["icloud.com", "apple"],
  ["pphosted.com", "proofpoint"],
  ["ppe-hosted.com", "proofpoint"],
  ["mimecast.com", "mimecast"],
  ["barracudanetworks.com", "barracuda"],
  ["iphmx.com", "cisco"],
  ["messagelabs.com", "symantec"],
  ["zoho.com", "zoho"],
  ["zoho.eu", "zoho"],
  ["messagingengine.com", "fastmail"],
  ["protonmail.ch", "proton"],
  ["gmx.net", "gmx"],
  ["kundenserver.de", "ionos"],
  ["ovh.net", "ovh"],
  ["yandex.net", "yandex"],
  ["mail.ru", "mailru"],
];

const domains: Readonly<Record<string, string>> = {
  google: "gmail.com googlemail.com",
  microsoft:
    "outlook.com hotmail.com live.com msn.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.co.uk live.fr outlook.fr outlook.de",
  yahoo: "yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.co.in ymail.com rocketmail.com aol.com",
  apple: "icloud.com me.com mac.com",
  zoho: "zoho.com zohomail.com",
  fastmail: "fastmail.com fastmail.fm",
  proton: "proton.me protonmail.com pm.me",
  gmx: "gmx.com gmx.de gmx.net gmx.at gmx.ch web.de mail.com",
  yandex: "yandex.ru yandex.com ya.ru",
  mailru: "mail.ru inbox.ru list.ru bk.ru",
};

const providerOfDomain: ReadonlyMap<string, string> = new Map(
  Object.entries(domains).flatMap(([provider, names]) => names.split(" ").map((name) => [name, provider] as const)),
);

function providerOfHost(host: string): string | undefined {
  return hosts.find(([end]) => host === end || host.endsWith(`.${end}`))?.[1];
}
