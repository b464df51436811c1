import type { Plugin } from 'esbuild';

/** Bundles an entry, given by its path from the root, unless that is done; answers the path of the bundle. */
export function bundle(root: string, entry: string): Promise<string>;
/** What modules say of their own place is said by `express`, which gives the expression for a file and one of the three. */
export function placed(express: (path: string, name: 'dirname' | 'filename' | 'url') => string): Plugin;
/** Bundles an entry and runs it in this process. */
export function runEntry(root: string, entry: string): Promise<void>;
