import type { Client } from '../client/client.ts';
import { string } from '../framework/attribute-builder.ts';
import type { CallContext } from '../framework/context.ts';
import { attributeError } from '../framework/diagnostic.ts';
import type { ValidateContext } from '../framework/resource.ts';
import { entry, type ValueRecord } from '../framework/value.ts';
import { demandParents, type Within } from './missing-parent.ts';
import { isUuid } from './reference.ts';
import { explained } from './refusal.ts';

/** The `id` of a data source that finds by id or by another attribute. */
export const lookUpId = string({
  description: 'Id to find it by, a UUID.',
  optional: true,
  computed: true,
  validate: (text) => (isUuid(text) ? undefined : 'must be an id, a UUID'),
});

/** Exactly one of `id` and the other attribute finds the object. */
export function checkLookUp(
  other: string,
  config: object,
  error: ValidateContext<Record<never, never>>['error'],
): void {
  const values = config as ValueRecord;
  const [id, name] = [entry(values, 'id'), entry(values, other)];
  if (id === null && name === null) error([other], 'Nothing to find it by', `Set \`id\` or \`${other}\`.`);
  if (typeof id === 'string' && typeof name === 'string') {
    error([other], 'Two ways to find it', `Set either \`id\` or \`${other}\`, not both.`);
  }
}

/**
 * @param place where it is looked for
 * @throws DiagnosticError on the attribute by which nothing was found
 */
export function lookUp<View>(
  { client, signal, config }: CallContext<Client> & { readonly config: object },
  typeName: string,
  other: string,
  find: () => Promise<View | null>,
  place?: Omit<Within, 'signal'>,
): Promise<View> {
  const within = place && { ...place, signal };
  return explained({ client, typeName, attributes: {}, config, ...(within && { within }) }, async () => {
    const view = await find();
    if (view !== null) return view;
    if (within) await demandParents(client, within);
    const by = entry(config as ValueRecord, 'id') === null ? other : 'id';
    const value = String(entry(config as ValueRecord, by));
    throw attributeError(
      [by],
      `There is no ${typeName} with this ${by}`,
      `Nothing has the ${by} ${JSON.stringify(value)}.`,
    );
  });
}
