import type { Visitor } from './visitor.ts';

/** The texts of the object of a page as code, by the id of each, as a reader sees them; none where it is no code. */
export async function codeAt(visitor: Visitor, path: string): Promise<Record<string, string>> {
  const { html: page } = await visitor.get(path);
  const link = /hx-get="(\/\w+\/as-code[^"]*)"/.exec(page)?.[1];
  if (link === undefined) return {};
  const { html } = await visitor.get(unescaped(link));
  const found = [...html.matchAll(/<pre id="code-(\w+)"[^>]*>([\s\S]*?)<\/pre>/g)];
  return Object.fromEntries(found.map(([, id = '', text = '']) => [id, unescaped(text)]));
}

const SIGNS: Record<string, string> = {
  '&quot;': '"',
  '&#x27;': "'",
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#x3D;': '=',
  '&#x60;': '`',
};
const unescaped = (html: string) => html.replace(/&[#\w]+;/g, (sign) => SIGNS[sign] ?? sign);
