import { ApiError } from '../../provider/client/api-error.ts';
import type { Client } from '../../provider/client/client.ts';
import type { Kind } from './kind.ts';
import { type Found, namesAround, type View } from './view.ts';

/** The most of one kind that is read; who has more than that is not told the truth by what answers. */
const MOST = 100_000;
/** The most that the API gives at once. */
const PAGE = 1_000;

export interface Listed {
  readonly found: readonly Found[];
  /** The names of those within which these credentials may not list the kind. */
  readonly unseen: readonly string[];
}

/** Lists kinds, each once. */
export class Lists {
  readonly #client: Pick<Client, 'get'>;
  readonly #signal: AbortSignal;
  readonly #kinds: readonly Kind[];
  readonly #listed = new Map<string, Promise<Listed>>();

  constructor(client: Pick<Client, 'get'>, signal: AbortSignal, kinds: readonly Kind[]) {
    this.#client = client;
    this.#signal = signal;
    this.#kinds = kinds;
  }

  /** Every object of the kind, wherever it is. @throws ApiError where the kind is within nothing and may not be listed */
  of(kind: Kind): Promise<Listed> {
    const listed = this.#listed.get(kind.noun) ?? this.#list(kind);
    this.#listed.set(kind.noun, listed);
    return listed;
  }

  async #list({ path, within }: Kind): Promise<Listed> {
    if (within === undefined) return { found: await this.#walk(path, null), unseen: [] };
    const found: Found[] = [];
    const unseen: string[] = [];
    for (const parent of await this.#parents(within)) {
      const inside = await this.#walkWhereAllowed(path, parent);
      if (inside === null) unseen.push(parent.view.name);
      else found.push(...inside);
    }
    return { found, unseen };
  }

  async #parents(noun: string): Promise<readonly Found[]> {
    const kind = this.#kinds.find((one) => one.noun === noun);
    if (!kind) throw new Error(`There is no kind ${noun}.`);
    return (await this.of(kind)).found;
  }

  /** Null where the credentials do not reach into the parent: what is within an organization is its own. */
  async #walkWhereAllowed(path: string, parent: Found): Promise<Found[] | null> {
    try {
      return await this.#walk(path, parent);
    } catch (error) {
      if (isForbidden(error)) return null;
      throw error;
    }
  }

  /** Page by page; a page may hold fewer than were asked for where they are large. */
  async #walk(pattern: string, parent: Found | null): Promise<Found[]> {
    const path = parent === null ? pattern : pathWithin(pattern, parent);
    const all: Found[] = [];
    for (;;) {
      const answer: unknown = await this.#client.get(`${path}?limit=${PAGE}&offset=${all.length}`, this.#signal);
      if (isView(answer)) return [{ view: answer, parent }];
      if (!isPage(answer)) throw new Error(`/api${path} answered neither a list nor an object. Is it a Gatepost API?`);
      all.push(...answer.results.map((view) => ({ view, parent })));
      if (answer.results.length === 0 || all.length >= answer.total_results) return all;
      if (all.length > MOST) throw new Error(`/api${path} lists more than ${MOST} objects, the most that is exported.`);
    }
  }
}

function pathWithin(pattern: string, parent: Found): string {
  const names = [...namesAround(parent), parent.view.name];
  return names.reduce((path, name) => path.replace('{}', () => encodeURIComponent(name)), pattern);
}

export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.refusal.status === 403;
}

interface Page {
  readonly results: readonly View[];
  readonly total_results: number;
}

function isPage(answer: unknown): answer is Page {
  const { results, total_results: total } = Object(answer) as Partial<Page>;
  return Array.isArray(results) && results.every(isView) && typeof total === 'number';
}

function isView(answer: unknown): answer is View {
  const { id, name } = Object(answer) as Partial<View>;
  return typeof id === 'string' && typeof name === 'string';
}
