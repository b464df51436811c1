import { describe, expect, test } from '@jest/globals';
import type { Attributes } from '../../provider/framework/attribute.ts';
import { provider } from '../../provider/provider.ts';

/** What makes Terraform destroy an object and create another is read where the attribute is, before any plan. */

const SAYS_SO = /(^|[.;?)] )A change replaces the [a-z]+\.$/;

interface Described {
  readonly name: string;
  readonly description: string;
  readonly replaces: boolean;
}

/** Those of nested objects too. */
function described(attributes: Attributes, owner = ''): Described[] {
  return Object.entries(attributes).flatMap(([own, { description, requiresReplace, nested }]) => {
    const name = `${owner}${own}`;
    const within = nested ? described(nested.attributes, `${name}.`) : [];
    return [{ name, description, replaces: requiresReplace === true }, ...within];
  });
}

const resources = await provider.resources();
const namesOf = (all: readonly Described[]) => all.map(({ name }) => name);

describe.each(resources.map(({ typeName, attributes }) => [typeName, described(attributes)] as const))(
  'of %s',
  (_, all) => {
    test('each attribute says that a change replaces the object, where it does, and no other says so', () => {
      const saying = all.filter(({ description }) => SAYS_SO.test(description));
      expect(namesOf(saying)).toEqual(namesOf(all.filter(({ replaces }) => replaces)));
    });
  },
);

test('resources with attributes that replace them are among them', () => {
  const replaced = resources.filter(({ attributes }) => described(attributes).some(({ replaces }) => replaces));
  expect(replaced.length).toBeGreaterThan(10);
});
