import { addressOf, type Entry, typeNameOf } from '../cloud/entry.ts';
import { Reference } from '../hcl/expression.ts';

/** Attributes that name an object by another word than its kind. */
const OTHER_WORDS: Readonly<Record<string, string>> = { organization: 'provider_organization' };

/** What attributes refer to by an id or a name, and which data sources that takes. */
export class References {
  readonly #byId = new Map<string, Entry>();
  readonly #byName = new Map<string, Entry>();
  readonly #dataSources: ReadonlySet<string>;
  readonly #asked = new Set<Entry>();

  /** @param dataSources the types that there are */
  constructor(entries: readonly Entry[], dataSources: ReadonlySet<string>) {
    this.#dataSources = dataSources;
    for (const entry of entries) {
      // Settings go by the id of what they are of, which comes first.
      const id = idOf(entry).toLowerCase();
      if (!this.#byId.has(id)) this.#byId.set(id, entry);
      if (entry.managed !== null) this.#byName.set(nameKey(entry.kind.noun, entry.view.name), entry);
    }
  }

  /**
   * What stands for the value of an attribute, or undefined where that is of nothing that is exported.
   * @param isOwn only if it is a resource
   */
  to(attribute: string, value: string, isOwn = false): Reference | undefined {
    if (!/_ids?$/.test(attribute)) return this.#toName(attribute, value);
    const entry = this.#byId.get(value.toLowerCase());
    if (!entry || (isOwn && entry.managed === null)) return undefined;
    if (entry.managed === null && !this.#dataSources.has(typeNameOf(entry.kind))) return undefined;
    if (entry.managed === null) this.#asked.add(entry);
    return new Reference(`${addressOf(entry)}.id`);
  }

  #toName(attribute: string, value: string): Reference | undefined {
    const entry = this.#byName.get(nameKey(OTHER_WORDS[attribute] ?? attribute, value));
    return entry && new Reference(`${addressOf(entry)}.name`);
  }

  /** What was referred to and is no resource: each needs its data source. More may come while these are written. */
  get dataSources(): Iterable<Entry> {
    return this.#asked;
  }
}

/** Of notification settings it is a word, and no UUID. */
function idOf({ managed, view }: Entry): string {
  return typeof managed?.state.id === 'string' ? managed.state.id : view.id;
}

const nameKey = (noun: string, name: string): string => `${noun} ${name}`;
