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

/** Whose pages: those of Cloud Manager, for whoever administers the cloud, or of API Manager, for whoever works in an organization. */
export type Ui = 'cloud' | 'manager';
