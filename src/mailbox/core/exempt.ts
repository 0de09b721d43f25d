/** Domains that stand for nobody on the internet (RFC 2606, RFC 6761). */
const reserved = /(?:^|\.)(?:test|example|invalid|localhost|example\.(?:com|net|org))$/;

/**
 * Why a mailbox needs no preflight; null for one that writes to the world. Its domain has no DNS, or its mail goes no
 * further than this machine.
 */
export function exemption(box: { readonly fromDomain: string; readonly smtpHost: string }): string | null {
  if (reserved.test(box.fromDomain)) return `\`${box.fromDomain}\` is reserved for examples and has no DNS`;
  if (isThisMachine(box.smtpHost)) return `mail is handed to \`${box.smtpHost}\`, which is this machine`;
  return null;
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
