import { string } from '../framework/attribute-builder.ts';
import { attributeError } from '../framework/diagnostic.ts';
import { defineFunction } from '../framework/function.ts';
import { constraints } from '../generated/constraints.ts';

const { title } = constraints.truststore;

export const nameFromTitle = defineFunction({
  name: 'name_from_title',
  summary: 'The name that the API derives from a title.',
  description:
    'The name that an object gets which is created with this title and without a name: transliterated to ASCII, in lower case, with a hyphen for whatever is neither a letter nor a digit. Use it to refer to an object by name, or to find it, before it is there.',
  parameters: {
    title: string({ description: 'What people see, such as `Main relay`.', required: true, constraint: title }),
  },
  returns: string({ description: 'The internal key, such as `main-relay`.', computed: true }),
  call: async ({ title }) => {
    // The tables of transliteration are large, and hardly any run needs them.
    const { nameFromTitle: derive } = await import('../../common/name-from-title.ts');
    const name = derive(title);
    if (name !== undefined) return name;
    const detail = 'Nothing is left of it, or what is left looks like an id; give a `name`.';
    throw attributeError(['title'], 'No name can be derived from this title', detail);
  },
});
