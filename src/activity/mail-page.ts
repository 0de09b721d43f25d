/** How formatted mail looks in its frame: paper, whatever the console's colours are, since that is what its sender saw. */
const style =
  ":root{color-scheme:light}body{margin:0;padding:16px;font:14px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}" +
  "img{max-width:100%;height:auto}table{max-width:100%}blockquote{margin:0 0 0 8px;padding-left:12px;border-left:2px solid #ccc}pre{white-space:pre-wrap}" +
  ".link{text-decoration:underline}.address,.picture{color:#5f6368;font-size:12px}";

/**
 * What the frame of a formatted mail may do: show text, its own styles and pictures that are in the mail. It loads nothing,
 * runs nothing, sends nothing, and only our console may show it.
 */
export const mailPagePolicy = [
  "default-src 'none'",
  "img-src data:",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "sandbox",
].join("; ");

/** A page that shows formatted mail which was made harmless before. */
export function mailPage(safeHtml: string): string {
  return `<!doctype html><html lang="und"><head><meta charset="utf-8"><title>Mail</title><style>${style}</style></head><body>${safeHtml}</body></html>`;
}
