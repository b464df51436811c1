import { escapeHtml } from './escape.ts';
import { addressBetween } from './link.ts';
import type { Passage } from './markdown.ts';

export interface Entry {
  place: string;
  title: string;
}

export interface Shown extends Entry {
  description: string;
  html: string;
  passages: readonly Passage[];
}

export interface Menu {
  title: string;
  entries: readonly Entry[];
}

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/** A page of the site: navigation, content, and what is on the page. It works without scripts, but for the search. */
export function layOut(page: Shown, menus: readonly Menu[]): string {
  const to = (place: string) => escapeHtml(addressBetween(page.place, place));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(page.description)}">
<title>${escapeHtml(page.title)} · Gatepost</title>
<link rel="icon" href="${to('asset/icon.svg')}">
<script src="${to('asset/theme.js')}"></script>
<link rel="stylesheet" href="${to('asset/site.css')}">
<script type="module" src="${to('asset/search.js')}"></script>
</head>
<body data-root="${escapeHtml(addressBetween(page.place, 'index.html').replace(/index\.html$/, ''))}">
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="home" href="${to('index.html')}">Gatepost</a>
<div class="search" role="search" hidden>
<input type="search" aria-label="Search the documentation" placeholder="Search" autocomplete="off">
<ol class="found" aria-live="polite" hidden></ol>
</div>
<button class="theme" type="button" hidden>Light or dark</button>
</header>
<div class="columns">
<nav aria-label="Documentation">
${menus.map((menu) => showMenu(menu, page)).join('\n')}
</nav>
<main id="content">
${page.html}</main>
${showPassages(page.passages)}
</div>
</body>
</html>
`;
}

function showMenu({ title, entries }: Menu, page: Shown): string {
  const isOpen = entries.some(({ place }) => place === page.place) || title === 'Start';
  const rows = entries.map((entry) => {
    const current = entry.place === page.place ? ' aria-current="page"' : '';
    return `<li><a href="${escapeHtml(addressBetween(page.place, entry.place))}"${current}>${escapeHtml(entry.title)}</a></li>`;
  });
  return `<details${isOpen ? ' open' : ''}><summary>${escapeHtml(title)}</summary><ul>\n${rows.join('\n')}\n</ul></details>`;
}

/** What is on the page, where that is more than a glance. */
function showPassages(passages: readonly Passage[]): string {
  const headings = passages.filter(({ depth }) => depth === 2);
  if (headings.length < 2) return '<aside></aside>';
  const rows = headings.map(({ anchor, heading }) => `<li><a href="#${anchor}">${escapeHtml(heading)}</a></li>`);
  return `<aside aria-label="On this page"><ul>\n${rows.join('\n')}\n</ul></aside>`;
}
