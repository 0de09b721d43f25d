import { type Mail, mailStructure } from "../../src/activity/core/mail-structure.ts";

/** A parsed mail for tests of pure rules, from the parts that matter to the test. */
export function mailOf(parts: {
  readonly from?: string;
  readonly name?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly { readonly type: string; readonly content: string }[];
}): Mail {
  return mailStructure({
    headers: Object.entries(parts.headers ?? {}).map(([key, value]) => ({ key, value })),
    subject: parts.subject ?? "Re: Month-end close",
    from: { name: parts.name ?? "", address: parts.from ?? "kim@buyer.example" },
    text: parts.text ?? "",
    html: parts.html ?? "",
    attachments: (parts.attachments ?? []).map((part) => ({ filename: "", ...part })),
  });
}
