/** An object as the API answers it. */
export interface View {
  readonly id: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

/** An object, and the one whose name stands in the path to it, such as the registry of a user. */
export interface Found {
  readonly view: View;
  readonly parent: Found | null;
}

/** The names on the way to an object, from the outermost on, without its own. */
export function namesAround({ parent }: Found): string[] {
  return parent === null ? [] : [...namesAround(parent), parent.view.name];
}

/** What a fresh cloud has as well is told by these. */
export interface Cloud {
  /** Who owns the organization `admin`: in each cloud its first administrator, or who took their place. */
  readonly ownerId: string | null;
}
