import { Marked, type Tokens } from 'marked';
import { createAnchors } from './anchor.ts';
import { escapeHtml } from './escape.ts';

/** A heading, with the words that stand below it, up to the next one. */
export interface Passage {
  anchor: string;
  heading: string;
  depth: number;
  text: string;
}

export interface Rendered {
  html: string;
  passages: Passage[];
}

/** Where a link of a document leads within the site; null: to nowhere, so that its words alone are shown. */
export type FollowLink = (href: string) => string | null;

/** Markdown as HTML. HTML within Markdown is shown as it was written: descriptions have words such as `<name>`. */
export function renderMarkdown(markdown: string, follow: FollowLink): Rendered {
  const passages: Passage[] = [];
  const anchorOf = createAnchors();
  /** Headings are shown in the order in which they were walked. */
  let shown = 0;
  const marked = new Marked({ gfm: true });
  marked.use({
    walkTokens(token) {
      const last = passages.at(-1);
      if (token.type === 'heading') {
        const heading = wordsOf(token.text);
        passages.push({ anchor: anchorOf(heading), heading, depth: token.depth, text: '' });
      } else if (last && isBlockOfWords(token.type)) last.text += ` ${wordsOf(token.raw)}`;
    },
    // Only what is written as a link is one.
    tokenizer: { url: () => undefined },
    renderer: {
      heading({ tokens, depth }: Tokens.Heading) {
        const { anchor = '' } = passages[shown++] ?? {};
        return `<h${depth} id="${anchor}"><a class="anchor" href="#${anchor}">${this.parser.parseInline(tokens)}</a></h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const content = this.parser.parseInline(tokens);
        const target = follow(href);
        return target === null ? content : `<a href="${escapeHtml(target)}">${content}</a>`;
      },
      image({ href, text }: Tokens.Image) {
        return `<img src="${escapeHtml(follow(href) ?? href)}" alt="${escapeHtml(text)}">`;
      },
      code({ text }: Tokens.Code) {
        return `<pre tabindex="0"><code>${escapeHtml(text)}\n</code></pre>\n`;
      },
      html({ text }: Tokens.HTML | Tokens.Tag) {
        return escapeHtml(text);
      },
      table(token: Tokens.Table) {
        const row = (cells: Tokens.TableCell[], tag: string) =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`;
        const rows = token.rows.map((cells) => row(cells, 'td')).join('\n');
        return `<div class="table" tabindex="0"><table><thead>${row(token.header, 'th')}</thead><tbody>\n${rows}</tbody></table></div>\n`;
      },
    },
  });
  return { html: marked.parse(markdown, { async: false }), passages };
}

const BLOCKS = new Set(['paragraph', 'code', 'table', 'list']);
const isBlockOfWords = (type: string): boolean => BLOCKS.has(type);

/** What is read of Markdown, for headings and for the search. */
const wordsOf = (markdown: string): string =>
  markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/^```.*$/gm, ' ')
    .replaceAll(/[`*|#>]|\\(?=[^\w\s])/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
