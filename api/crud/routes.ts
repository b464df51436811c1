import type { Scope } from '../context.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import type { AnyDefinition, Method } from './definition.ts';
import { isUuid } from './field.ts';
import * as service from './service.ts';

type Verb = (scope: Scope, definition: AnyDefinition, path: string, call: Call) => Promise<Answer>;

/** The ordinary routes of a resource at each of its paths, after its own. */
export function routesOf(definition: AnyDefinition): Route[] {
  const methods = new Set<Method>(definition.methods ?? ['list', 'create', 'get', 'update', 'delete', 'clear']);
  const ordinary = definition.paths.flatMap((path) => pathRoutes(definition, path));
  const wanted = ordinary.filter(({ name }) => methods.has(name)).map(({ route }) => route);
  return [...(definition.routes ?? []), ...wanted];
}

function pathRoutes(definition: AnyDefinition, path: string): { name: Method; route: Route }[] {
  const { read, write } = definition.permissions;
  const made = (name: Method, method: Route['method'], suffix: string, verb: Verb) => ({
    name,
    route: {
      method,
      path: `${path}${suffix}`,
      access: method === 'get' ? read : write,
      run: (scope: Scope, call: Call) => verb(scope, definition, path, call),
    },
  });
  const items = definition.versionColumn ? ['/{item}/{version}', '/{item}'] : ['/{item}'];
  return [
    made('list', 'get', '', service.list),
    made('create', 'post', '', service.create),
    made('clear', 'delete', '', service.clear),
    ...items.flatMap((suffix) => [
      made('get', 'get', suffix, suffix === '/{item}' ? getOrListVersions : service.get),
      made('update', 'patch', suffix, service.update),
      made('delete', 'delete', suffix, service.remove),
    ]),
  ];
}

const getOrListVersions: Verb = (scope, definition, path, call) => {
  const byName = definition.versionColumn && !isUuid(call.params.item ?? '');
  return (byName ? service.listVersions : service.get)(scope, definition, path, call);
};
