import type { Change } from './plan.ts';
import type { ConfigModuleForm } from './plan-form.ts';
import type { Raw } from './value.ts';

type Place = Pick<Change, 'module' | 'type' | 'name'>;

/** What an attribute of a resource refers to, as addresses within its module. */
export function referencesIn(root: ConfigModuleForm | undefined, place: Place, attribute: string): string[] {
  const module = namesOfModule(place.module).reduce<ConfigModuleForm | undefined>(
    (at, name) => at?.module_calls?.[name]?.module,
    root,
  );
  const resource = module?.resources?.find(({ type, name }) => type === place.type && name === place.name);
  const expression = fieldOf(resource?.expressions, attribute);
  const references = fieldOf(expression, 'references');
  return Array.isArray(references) ? references.filter((each) => typeof each === 'string') : [];
}

/** `module.a["x"].module.b` → a, b */
const namesOfModule = (address: string): string[] =>
  [...address.matchAll(/(?:^|\.)module\.([^.[]+)(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?/g)].map(([, name = '']) => name);

function fieldOf(value: Raw | undefined, name: string): Raw | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? (value as { [name: string]: Raw })[name] : undefined;
}
