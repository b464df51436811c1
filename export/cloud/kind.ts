import type { Cloud, Found, View } from './view.ts';

/** The files that resources go to, by subject. */
export const SUBJECTS = ['cloud', 'email-servers', 'organizations', 'people', 'services', 'tls'] as const;
export type Subject = (typeof SUBJECTS)[number];

/**
 * A kind of object that the API has. It is exported once the provider has a resource `gatepost_<noun>`, and counted as
 * not exported until then; what the resource looks like is said by the provider alone.
 */
export interface Kind {
  readonly noun: string;
  /** One and several of them, as people say it. */
  readonly words: readonly [one: string, many: string];
  readonly subject: Subject;
  /** Below `/api`, where they are listed, or where the only one is; each `{}` stands for a name of those around it. */
  readonly path: string;
  /** The noun of what they are within. */
  readonly within?: string;
  /** Settings are there with what they are of, and are exported where they say something. */
  readonly isSettings?: true;
  /** Whether every cloud comes with it: others refer to it by a data source, and it is no resource. */
  comesWithCloud?(found: Found, cloud: Cloud): boolean;
  /** Why such an object can't be declared anew, as the end of a sentence, or undefined. */
  undeclarable?(view: View): string | undefined;
  /** What its label is made from; the name unless said. */
  label?(found: Found): string;
  /** Ordinarily the id, after the name of what it is within where there is such. */
  importId?(found: Found): string;
  /** The secrets it has, by the attribute that would hold them: `password`, `oauth2.client_secret`. */
  secrets?(view: View): readonly string[];
  /** What its data source is asked by; the name unless said. */
  lookUp?(found: Found): Readonly<Record<string, string>>;
}

/** The label of what others have under the same name. */
export function labelWithin(found: Found): string {
  const around = found.parent === null ? '' : `${found.parent.view.name}_`;
  return `${around}${found.view.name}`;
}
