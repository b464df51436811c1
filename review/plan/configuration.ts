import type { Change } from './plan.ts';
import type { ConfigModuleForm } from './plan-form.ts';
import type { Raw } from './value.ts';

type Place = Pick<Change, 'module' | 'type' | 'name'>;

type Expressions = ReadonlyMap<string, Raw | undefined>;

/** Tells what an attribute of a resource refers to, as addresses within its module; each module is gone through once. */
export function referencesIn(root: ConfigModuleForm | undefined): (place: Place, attribute: string) => string[] {
  const byModule = new Map<string, Expressions>();
  return (place, attribute) => {
    const expressions = byModule.get(place.module) ?? expressionsIn(moduleAt(root, place.module));
    byModule.set(place.module, expressions);
    const expression = fieldOf(expressions.get(keyOf(place)), attribute);
    const references = fieldOf(expression, 'references');
    return Array.isArray(references) ? references.filter((each) => typeof each === 'string') : [];
  };
}

const keyOf = ({ type, name }: Pick<Place, 'type' | 'name'>): string => JSON.stringify([type, name]);

const expressionsIn = (module: ConfigModuleForm | undefined): Expressions =>
  new Map((module?.resources ?? []).map((resource) => [keyOf(resource), resource.expressions]));

const moduleAt = (root: ConfigModuleForm | undefined, address: string): ConfigModuleForm | undefined =>
  namesOfModule(address).reduce<ConfigModuleForm | undefined>((at, name) => at?.module_calls?.[name]?.module, root);

/** `module.a["x"].module.b` → a, b */
const namesOfModule = (address: string): string[] =>
  [...address.matchAll(/(?:^|\.)module\.([^.[]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g)].map(([, name = '']) => name);

function fieldOf(value: Raw | undefined, name: string): Raw | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as { [name: string]: Raw })[name] : undefined;
}
