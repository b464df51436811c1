const utf8 = new TextDecoder();

/** What a resource keeps beside its state, unseen by the user and in clear text: JSON values by name. No secrets. */
export class PrivateData {
  readonly #entries: Map<string, unknown>;

  /** @param bytes as they were returned last; absent or empty holds nothing. */
  constructor(bytes: Uint8Array | undefined) {
    const stored: unknown = bytes?.length ? JSON.parse(utf8.decode(bytes)) : {};
    this.#entries = new Map(Object.entries(stored as Record<string, unknown>));
  }

  /** The value kept under the name, or undefined. */
  get(name: string): unknown {
    return this.#entries.get(name);
  }

  /** Keeps a JSON value under the name. */
  set(name: string, value: unknown): void {
    this.#entries.set(name, value);
  }

  delete(name: string): void {
    this.#entries.delete(name);
  }

  /** As the engine stores it. */
  toBytes(): Uint8Array {
    if (this.#entries.size === 0) return new Uint8Array();
    return new TextEncoder().encode(JSON.stringify(Object.fromEntries(this.#entries)));
  }
}
