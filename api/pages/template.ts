import { createHash } from 'node:crypto';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML shows it, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** A REST call that does the same as the form of the page, for the terminal and for browsers without scripts. */
export function restCall(text: string): string {
  return `<noscript><p>This page needs JavaScript. Without it, make this call once:</p></noscript>
<details><summary>The same as a REST call</summary>
<pre>${escapeHtml(text)}</pre>
</details>`;
}

const STYLE = `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}
label{display:block;font-weight:600}
input,button{font:inherit;padding:.5rem;box-sizing:border-box}
input{width:100%;max-width:24rem}
.error{display:block;color:light-dark(#b00020,#ff8a9a)}
pre,output{display:block;padding:1rem;overflow-wrap:anywhere;white-space:pre-wrap;border:1px solid;border-radius:6px}
`;

/** Where the one script of the pages is. */
export const SCRIPT_PATH = '/pages/form.js';

/** Nothing but our own script, our own style and calls to ourselves. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What a page says; `body` is HTML, `title` plain text. */
export interface Page {
  title: string;
  body: string;
}

/** A whole HTML document; `prefix` is the path under which the public address has the API. */
export function page({ title, body }: Page, prefix: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Gatepost</title>
<style>${STYLE}</style>
<script src="${escapeHtml(prefix + SCRIPT_PATH)}" type="module"></script>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}
