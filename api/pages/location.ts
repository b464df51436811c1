/** Where the API is, for whoever reads a page and for the page itself. */
export interface Location {
  /** Without a trailing slash. */
  publicUrl: string;
  /** The path in it; mostly empty. */
  prefix: string;
}

export const locationOf = (publicUrl: string): Location => ({
  publicUrl,
  prefix: new URL(publicUrl).pathname.replace(/\/$/, ''),
});

/** Who administers the cloud signs in at one side, who works in an organization at the other. */
export type Side = 'cloud' | 'manager';
