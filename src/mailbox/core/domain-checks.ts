import type { DnsAnswer, MxRecord } from "./dns-answer.ts";
import type { Found } from "./preflight.ts";

/** What DMARC (RFC 7489) is judged by. */
export interface DmarcPath {
  /** The domain of `From`, and the registrable one that it belongs to. */
  readonly fromDomain: string;
  readonly fromOrganisation: string;
  /** The domain of the return path, which SPF speaks for. */
  readonly returnDomain: string;
  readonly returnOrganisation: string;
  /** Whether we sign with the domain of `From` ourselves. */
  readonly isSigned: boolean;
}

/** Whether there is a DMARC record, and something that a receiver can align with `From`. */
export function judgeDmarc(path: DmarcPath, own: DnsAnswer<string>, organisation: DnsAnswer<string>): Found {
  const say = (result: Found["result"], says: string, mend: string | null): Found => ({
    name: "dmarc",
    result,
    says,
    mend,
  });
  const at = `_dmarc.${path.fromDomain}`;
  const advice = `publish a TXT record at \`${at}\`: \`v=DMARC1; p=none; rua=mailto:\` and an address that reads the reports`;
  const found = [own, organisation].map(dmarcIn);
  const records = found.find((one) => one.kind === "records");
  if (records === undefined)
    return found.some((one) => one.kind === "unknown")
      ? say("unknown", `the DNS did not tell the record of \`${at}\``, "try again, or ask who runs the DNS")
      : say("fail", `there is no DMARC record at \`${at}\``, advice);
  const [record = "", ...more] = records.records;
  if (more.length > 0)
    return say("fail", `there are ${records.records.length} DMARC records, which count as none`, "leave one");
  if (!/;\s*p\s*=\s*(?:none|quarantine|reject)\s*(?:;|$)/i.test(record))
    return say("fail", "the DMARC record has no policy (`p=`)", advice);
  const isStrict = /;\s*aspf\s*=\s*s\s*(?:;|$)/i.test(record);
  const isReturnAligned = isStrict
    ? path.returnDomain === path.fromDomain
    : path.returnOrganisation === path.fromOrganisation;
  if (path.isSigned || isReturnAligned)
    return say(
      "pass",
      `${path.isSigned ? "our DKIM signature" : "the return path"} is aligned with \`${path.fromDomain}\``,
      null,
    );
  return say(
    "fail",
    `replies come back to \`${path.returnDomain}\`, which is not aligned with \`${path.fromDomain}\`, and we do not sign`,
    "give the mailbox a DKIM selector, or an inbound domain under the domain of its address",
  );
}

function dmarcIn(answer: DnsAnswer<string>): DnsAnswer<string> {
  if (answer.kind !== "records") return answer;
  const records = answer.records.filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/i.test(text));
  return records.length === 0 ? { kind: "none" } : { kind: "records", records };
}

/** Whether replies and bounces find a host that takes them in. */
export function judgeMx(domain: string, answer: DnsAnswer<MxRecord>): Found {
  const say = (result: Found["result"], says: string, mend: string | null): Found => ({
    name: "mx",
    result,
    says,
    mend,
  });
  const advice = `publish an MX record of \`${domain}\` that names the host which takes in its mail`;
  switch (answer.kind) {
    case "unknown":
      return say(
        "unknown",
        `the DNS did not tell the mail hosts of \`${domain}\``,
        "try again, or ask who runs the DNS",
      );
    case "none":
      return say("fail", `\`${domain}\` has no mail host, so replies and bounces are lost`, advice);
    case "records": {
      const hosts = answer.records.map((record) => record.host).filter((host) => host !== "" && host !== ".");
      return hosts.length === 0
        ? say("fail", `\`${domain}\` says that it takes no mail (RFC 7505)`, advice)
        : say("pass", `mail for \`${domain}\` goes to \`${hosts[0]}\``, null);
    }
    default:
      return answer satisfies never;
  }
}
