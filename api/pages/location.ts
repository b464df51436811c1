/** Where the API is, for whoever reads a page and for the page itself. */
export interface Location {
  /** Without a trailing slash. */
  publicUrl: string;
  /** The path in it; mostly empty. */
  prefix: string;
}
