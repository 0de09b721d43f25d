import type { Unsubscribed } from "./unsubscribe.ts";

/** The page of GET: a form and nothing else. Scanners fetch every link of a mail, so fetching must change nothing. */
export function unsubscribePage(): string {
  return page(
    "Stop these e-mails?",
    `<p>Press the button and we will not write to you again.</p>
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button type="submit">Unsubscribe</button></form>`,
  );
}

/** The title of the page that answers a link which stands for no message of ours. */
export const invalidLinkTitle = "This link is not valid";

/** The page after the button was pressed. */
export function unsubscribedPage(result: Unsubscribed): string {
  return result.outcome === "done"
    ? page("Done", "<p>You are unsubscribed. We will not write to you again.</p>")
    : page(invalidLinkTitle, "<p>Reply to the message with the word “unsubscribe” and we will stop.</p>");
}

/** The page's style; the content security policy names its digest. */
export const unsubscribeStyle = `body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:18vh auto;padding:0 1.5rem;color:#18181b}
h1{font-size:1.25rem}button{font:inherit;padding:.5rem 1rem;border:0;border-radius:.4rem;background:#18181b;color:#fff}`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${title}</title>
<style>${unsubscribeStyle}</style></head>
<body><h1>${title}</h1>${body}</body></html>
`;
}
