/** What the API answered to a read, as data. */
export type ReadAnswer =
  | { readonly ok: true; readonly body: unknown; readonly etag: string | null }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly message: string };

/** Reads of the API, as whoever wants to see code; `path` is below `/api`. */
export type ReadApi = (path: string, query: Readonly<Record<string, string>>) => Promise<ReadAnswer>;

/** One object as code; each text stands by itself. */
export interface ObjectCode {
  /** HCL with the import block. */
  readonly hcl: string;
  /** CDKTF in TypeScript. */
  readonly typescript: string;
  /** CDKTF in Python. */
  readonly python: string;
}

/** Everything as code: files by name, and what could not be written, a sentence each. */
export interface CloudCode {
  readonly files: ReadonlyMap<string, string>;
  readonly left: readonly string[];
}

/** Writes what the API has as code. It is plugged in at the start, for the API itself knows nothing of Terraform. */
export interface CodeWriter {
  /** Null: nothing declares such an object, or it may not be read. */
  writeObject(read: ReadApi, path: string): Promise<ObjectCode | null>;
  writeCloud(read: ReadApi): Promise<CloudCode>;
}
