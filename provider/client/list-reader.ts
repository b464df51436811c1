import { throwIfStopped, unlessStopped } from '../framework/wait.ts';
import { ApiError, isRefused } from './api-error.ts';
import { CollectionList, type Found } from './collection-list.ts';

/** An object of a collection, and where it is read alone. */
export interface Place {
  /** Below `/api`, encoded: `/orgs/admin/keystores`. */
  readonly collection: string;
  readonly id: string;
  /** Below `/api`, encoded: `/orgs/admin/keystores/4711`. */
  readonly path: string;
}

type Get = (path: string, signal: AbortSignal) => Promise<Found>;

interface Read extends Place {
  readonly signal: AbortSignal;
  readonly resolve: (answer: Promise<Found | null>) => void;
}

/** How long a read waits for another one of its collection, in milliseconds. */
const COMPANY_MS = 3;
/** Reads that follow one another without such a pause belong together. */
const PAUSE_MS = 1_000;
/** However long that goes on, a list answers no longer than this. */
const LIFE_MS = 30_000;

/**
 * Answers reads that arrive together from one list of their collection; a read that is alone is a request for its object.
 *
 * Terraform reads ten objects at a time and asks for the next when one of them is there, so that a list which answered
 * only those that were asked before it was sent would be sent a hundred times for a thousand. A list is therefore kept
 * while reads go on, and is what the collection was at one moment of this refresh:
 *
 * - it answers each object once: it ends when somebody asks for the same one again;
 * - it ends with a pause of a second between two reads, half a minute after it was sent, and with any write of this
 *   client, both when that is sent and when it is answered;
 * - what it does not show is asked for by its id before anybody calls it gone;
 * - where listing is refused, objects are asked for by their ids from then on.
 */
export class ListReader {
  readonly #get: Get;
  readonly #collections = new Map<string, CollectionReader>();

  constructor(get: Get) {
    this.#get = get;
  }

  /** The object as the API shows it; null when the API says, of this very object, that it is not there. */
  find(place: Place, signal: AbortSignal): Promise<Found | null> {
    let reader = this.#collections.get(place.collection);
    if (!reader) {
      reader = new CollectionReader(place.collection, this.#get);
      this.#collections.set(place.collection, reader);
    }
    return reader.find(place, signal);
  }

  /** No list that was sent before answers anybody who asks from now on. */
  drop(): void {
    for (const reader of this.#collections.values()) reader.drop();
  }
}

class CollectionReader {
  readonly #collection: string;
  readonly #get: Get;
  #waiting: Read[] = [];
  #alarm: NodeJS.Timeout | undefined;
  #list: CollectionList | undefined;
  /** How many reads wait for an answer of the API. */
  #underWay = 0;
  #usedMs = 0;
  #isUnlisted = false;

  constructor(collection: string, get: Get) {
    this.#collection = collection;
    this.#get = get;
  }

  async find(place: Place, signal: AbortSignal): Promise<Found | null> {
    throwIfStopped(signal);
    if (this.#isUnlisted) return this.#askAlone(place, signal);
    if (this.#list?.wasWanted(place.id)) this.drop();
    if (this.#isListed()) return this.#askListed(place, signal);
    return new Promise((resolve) => {
      this.#waiting.push({ ...place, signal, resolve });
      this.#alarm ??= setTimeout(() => this.#answerWaiting(), COMPANY_MS);
    });
  }

  drop(): void {
    this.#list = undefined;
  }

  #isListed(): boolean {
    if (!this.#list) return false;
    const now = performance.now();
    const isPause = this.#underWay === 0 && now - this.#usedMs > PAUSE_MS;
    return !isPause && now - this.#list.sentMs < LIFE_MS;
  }

  #answerWaiting(): void {
    this.#alarm = undefined;
    const reads = this.#waiting.splice(0);
    const isAlone = reads.length === 1 && this.#underWay === 0;
    for (const read of reads) {
      read.resolve(isAlone ? this.#askAlone(read, read.signal) : this.#askListed(read, read.signal));
    }
  }

  async #askListed(place: Place, signal: AbortSignal): Promise<Found | null> {
    const list = this.#listFor(place);
    const found = await unlessStopped(this.#counted(this.#findIn(list, place.id)), signal);
    return found ?? this.#askAlone(place, signal);
  }

  #listFor({ id }: Place): CollectionList {
    if (!this.#list || !this.#isListed() || this.#list.wasWanted(id)) {
      // It is shared, so that nobody's end may cut it off; its time is bounded.
      const { signal } = new AbortController();
      this.#list = new CollectionList(async (limit, offset) => {
        const path = `${this.#collection}?limit=${limit}&offset=${offset}&fields=add(etag)`;
        return (await this.#get(path, signal)).view;
      });
    }
    return this.#list;
  }

  async #findIn(list: CollectionList, id: string): Promise<Found | undefined> {
    try {
      return await list.find(id);
    } catch (error) {
      if (this.#list === list) this.drop();
      if (!isRefusal(error)) throw error;
      this.#isUnlisted = true;
      return undefined;
    }
  }

  async #askAlone({ path }: Place, signal: AbortSignal): Promise<Found | null> {
    try {
      return await this.#counted(this.#get(path, signal));
    } catch (error) {
      if (isRefused(error, 'not_found')) return null;
      throw error;
    }
  }

  async #counted<T>(request: Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await request;
    } finally {
      this.#underWay -= 1;
      this.#usedMs = performance.now();
    }
  }
}

/** Whoever may not list may still read; one who is asked to wait should not be asked more. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.refusal.status < 500 && error.refusal.status !== 429;
}
