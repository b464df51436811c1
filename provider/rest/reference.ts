import { string } from '../framework/attribute-builder.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** The id in a reference's URL; null stays null. */
export function idOf(url: string | null | undefined): string | null {
  return url?.replace(/\/+$/, '').split('/').at(-1) ?? null;
}

interface Options {
  readonly description: string;
  /** As in `gatepost_keystore.example.id`. */
  readonly from: string;
}

/**
 * Rules of an attribute that takes the id of another object. A name would come back as an id, so it is refused.
 * @param from where such an id comes from, for the error
 */
export const referenceRules = (from: string) => ({
  validate: (text: string) => (isUuid(text) ? undefined : `must be an id (a UUID), such as that of ${from}`),
  sameMeaning: (a: string, b: string) => a.toLowerCase() === b.toLowerCase(),
});

export function optionalReference({ description, from }: Options) {
  return string({ description, ...referenceRules(from), optional: true });
}

export function requiredReference({ description, from }: Options) {
  return string({ description, ...referenceRules(from), required: true });
}

/** An attribute whose change can't be made in place. */
export function fixed<const O extends object>(attribute: O): O & { readonly requiresReplace: true } {
  return { ...attribute, requiresReplace: true };
}
