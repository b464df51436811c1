import MiniSearch from 'minisearch';
import type { Passage } from './markdown.ts';

/** The browser reads the index with the same options (`asset/search.js`). */
const OPTIONS = { idField: 'id', fields: ['title', 'heading', 'text'], storeFields: ['title', 'heading'] };

/** Words of a passage beyond these find it no better; keys and tables can be long. */
const CHARACTERS_AT_MOST = 4000;

interface Searchable {
  place: string;
  title: string;
  passages: readonly Passage[];
}

/** The index of all passages, as JSON. */
export function indexOf(pages: readonly Searchable[]): string {
  const index = new MiniSearch(OPTIONS);
  for (const { place, title, passages } of pages) {
    const rows = passages.map(({ anchor, heading, text }, at) => ({
      id: at === 0 ? place : `${place}#${anchor}`,
      title,
      heading: at === 0 ? '' : heading,
      text: text.slice(0, CHARACTERS_AT_MOST),
    }));
    index.addAll(rows);
  }
  return JSON.stringify(index);
}
