/** Bundles an entry, given by its path from the root, unless that is done; answers the path of the bundle. */
export function bundle(root: string, entry: string): Promise<string>;
/** Bundles an entry and runs it in this process. */
export function runEntry(root: string, entry: string): Promise<void>;
