/** What the sign-in page shows: the button of a link, or the form for a password, with a refusal above it. */
export interface SignInPage {
  readonly token?: string | undefined;
  readonly refusal?: string | undefined;
}

/** The sign-in page: plain HTML without script, so that it works before anything is built. */
export function signInPage(page: SignInPage): string {
  const refusal = page.refusal === undefined ? "" : `<p class="refusal" role="alert">${escaped(page.refusal)}</p>`;
  const fields =
    page.token === undefined
      ? `<label>Email <input name="email" type="email" autocomplete="username" required autofocus></label>
         <label>Password <input name="password" type="password" autocomplete="current-password" required></label>`
      : `<p>This link signs you in once.</p><input type="hidden" name="token" value="${escaped(page.token)}">`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in · Fairlead</title>
<link rel="icon" href="/mark.svg">
<style>${style}</style>
</head>
<body>
<main>
<h1>Fairlead</h1>
${refusal}
<form method="post" action="/sign-in">
${fields}
<button type="submit"${page.token === undefined ? "" : " autofocus"}>Sign in</button>
</form>
</main>
</body>
</html>
`;
}

/** The page's style; the content security policy names its digest. */
export const style = `
:root { color-scheme: light dark; font: 15px/1.5 "Inter Variable", Inter, system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#fafaf9, #131312); color: light-dark(#1c1917, #e7e5e4); }
main { width: min(20rem, calc(100vw - 3rem)); padding: 2rem; border: 1px solid light-dark(#e7e5e4, #2b2a28); border-radius: 12px; background: light-dark(#fff, #1b1a19); }
h1 { margin: 0 0 1rem; font-size: 1.1rem; letter-spacing: -0.01em; }
p { margin: 0 0 1rem; }
.refusal { padding: 0.5rem 0.75rem; border-radius: 8px; background: light-dark(#fef2f2, #3b1717); color: light-dark(#991b1b, #fecaca); }
label { display: block; margin-bottom: 0.75rem; font-size: 0.85rem; }
input { box-sizing: border-box; width: 100%; margin-top: 0.25rem; padding: 0.5rem 0.6rem; font: inherit; border: 1px solid light-dark(#d6d3d1, #44403c); border-radius: 8px; background: transparent; color: inherit; }
button { width: 100%; padding: 0.55rem; font: inherit; font-weight: 600; border: 0; border-radius: 8px; background: light-dark(#1c1917, #f5f5f4); color: light-dark(#fff, #1c1917); cursor: pointer; }
:focus-visible { outline: 2px solid light-dark(#2563eb, #60a5fa); outline-offset: 2px; }
`;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
