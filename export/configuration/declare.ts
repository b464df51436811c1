import { addressOf, type Entry, type Managed } from '../cloud/entry.ts';
import { Labels } from '../cloud/label.ts';
import type { Block } from '../hcl/block.ts';
import { Reference } from '../hcl/expression.ts';
import type { References } from './reference.ts';
import { type Secret, takesSecret, type Written, writeResource } from './resource-block.ts';

/** An object as the resource that declares it. */
export interface Declared extends Written {
  readonly entry: Entry;
  readonly managed: Managed;
  readonly secrets: readonly Secret[];
}

/** Those of the objects that are resources. */
export function declare(entries: readonly Entry[], references: References): Declared[] {
  const variables = new Labels();
  return entries.flatMap((entry) => {
    const { managed } = entry;
    if (managed === null) return [];
    const secrets = secretsOf(entry, managed, variables);
    return [{ entry, managed, secrets, ...writeResource(entry, managed, references, secrets) }];
  });
}

function secretsOf({ kind, view, label }: Entry, { resource }: Managed, variables: Labels): Secret[] {
  return (kind.secrets?.(view) ?? [])
    .map((dotted) => dotted.split('.'))
    .filter((path) => takesSecret(resource.attributes, path))
    .map((path) => ({ path, variable: variables.take(`${kind.noun}_${label}_${path.at(-1)}`) }));
}

/** The variables that the secrets come from. */
export function variableBlocks({ entry: { kind, view }, secrets }: Declared): Block[] {
  return secrets.map(({ path, variable }) => ({
    type: 'variable',
    labels: [variable],
    assignments: [
      ['description', `The ${path.join(' ').replaceAll('_', ' ')} of the ${kind.words[0]} ${view.name}.`],
      ['type', new Reference('string')],
      ['default', null],
      ['ephemeral', true],
      ['sensitive', true],
    ],
  }));
}

export function importBlock({ entry, managed }: Declared): Block {
  return {
    type: 'import',
    assignments: [
      ['to', new Reference(addressOf(entry))],
      ['id', managed.importId],
    ],
  };
}
