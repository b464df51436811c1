import { isRecord } from '../framework/value.ts';
import { type AskPage, PAGE_LENGTH, readParts } from './list-part.ts';

/** An object as the API shows it, and its entity tag where that is told (RFC 9110, section 8.8.3). */
export interface Found<View = unknown> {
  readonly view: View;
  readonly etag: string | undefined;
}

/** So many pages are kept at most, whatever the API says that there are. */
const MOST_PAGES = 100;
/** Further pages are asked for once so many objects are wanted for each: a page costs more than an object does. */
const WANTED_PER_PAGE = 2;

/** The objects of one collection, as one list of it shows them. */
export class CollectionList {
  readonly sentMs = performance.now();
  readonly #ask: AskPage;
  readonly #found = new Map<string, Found>();
  readonly #wanted = new Set<string>();
  readonly #first: Promise<number>;
  #others: Promise<unknown> | undefined;

  /** Sends the request for the first page. */
  constructor(ask: AskPage) {
    this.#ask = ask;
    this.#first = this.#load(0);
  }

  /** Whether the object was wanted before. */
  wasWanted(id: string): boolean {
    return this.#wanted.has(id);
  }

  /**
   * The object, once it is there; undefined where the list does not show it, or is too long to look through.
   * @throws whatever the request of a page does
   */
  async find(id: string): Promise<Found | undefined> {
    this.#wanted.add(id);
    const total = await this.#first;
    if (!this.#found.has(id)) await this.#loadOthers(total);
    const found = this.#found.get(id);
    this.#found.delete(id);
    return found;
  }

  /** The pages behind the first, all at once. */
  async #loadOthers(total: number): Promise<void> {
    const pages = Math.ceil(total / PAGE_LENGTH);
    if (pages > MOST_PAGES || (pages - 1) * WANTED_PER_PAGE > this.#wanted.size) return;
    const offsets = Array.from({ length: pages - 1 }, (_, page) => (page + 1) * PAGE_LENGTH);
    this.#others ??= Promise.all(offsets.map((offset) => this.#load(offset)));
    await this.#others;
  }

  /** One page. @returns how many objects the collection has */
  async #load(start: number): Promise<number> {
    const parts = await readParts(this.#ask, start, start + PAGE_LENGTH);
    for (const { results } of parts)
      for (const [id, found] of results.flatMap(listedObject)) this.#found.set(id, found);
    return parts.at(-1)?.total ?? 0;
  }
}

/** An object by its id, whatever else it is. The tag is not the object's own: it is taken out. */
function listedObject(result: unknown): [string, Found][] {
  if (!isRecord(result) || typeof result.id !== 'string') return [];
  const { etag, ...view } = result;
  return [[result.id, { view, etag: typeof etag === 'string' ? etag : undefined }]];
}
