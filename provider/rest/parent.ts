/** Which of several an object lives in. */
export interface Parent {
  /** The attribute in the path of the collection. */
  readonly attribute: string;
  /** As the path takes it: where an import id without one is looked for first. */
  readonly first?: string;
  /** The collection of all of them, below `/api`; what they live in themselves stands in braces. */
  readonly all: string;
  /** What people call it: `organization`. */
  readonly noun: string;
}

/** By what of its parent an object names it. */
export const namedBy = ({ attribute }: Parent): 'id' | 'name' => (attribute.endsWith('_id') ? 'id' : 'name');

/** `parent/item`, or the item alone. */
export function splitImportId(importId: string): { parent: string | undefined; item: string } {
  const slash = importId.indexOf('/');
  if (slash < 0) return { parent: undefined, item: importId };
  return { parent: importId.slice(0, slash), item: importId.slice(slash + 1) };
}
