import anyAscii from 'any-ascii';

const LONGEST = 60;

/** An identifier of HCL that tells what it is for: lower case letters, digits and `_`, and no digit first. */
export function identifierOf(text: string): string {
  const words = anyAscii(text.slice(0, 4 * LONGEST))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, LONGEST)
    .replace(/^_+|_+$/g, '');
  if (words === '') return 'this';
  return /^\d/.test(words) ? `_${words}` : words;
}

/** Gives each identifier once: what is asked for again gets a number. */
export class Labels {
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();

  take(text: string): string {
    const wanted = identifierOf(text);
    let count = this.#counts.get(wanted) ?? 1;
    let label = wanted;
    while (this.#taken.has(label)) {
      count += 1;
      label = `${wanted}_${count}`;
    }
    this.#counts.set(wanted, count);
    this.#taken.add(label);
    return label;
  }
}
