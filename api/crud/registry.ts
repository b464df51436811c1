import type { AnyDefinition } from './definition.ts';

/** Definitions by type, filled once from the list of resources, so that paths and references find each other. */
const definitions = new Map<string, AnyDefinition>();

export function register(list: readonly AnyDefinition[]): void {
  for (const definition of list) definitions.set(definition.type, definition);
}

/** The definition whose collection a path is. */
export function definitionAt(path: string): AnyDefinition | undefined {
  return [...definitions.values()].find(({ paths }) => paths.includes(path));
}

export function definitionOf(type: string): AnyDefinition {
  const definition = definitions.get(type);
  if (!definition) throw new Error(`No resource of type ${type} is listed.`);
  return definition;
}
