/** Where the API is, for whoever reads a page and for the page itself. */
export interface Location {
  /** Without a trailing slash. */
  publicUrl: string;
  /** The path in it; mostly empty. */
  prefix: string;
}

/** Who administers the cloud signs in at one side, who works in an organization at the other. */
export type Side = 'cloud' | 'manager';
