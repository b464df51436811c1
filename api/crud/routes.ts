import { z } from 'zod';
import { perComparison } from '../access/rate-limit.ts';
import type { Scope } from '../context.ts';
import type { Answer, Call, Documentation, Route } from '../http/route.ts';
import type { AnyDefinition, Method } from './definition.ts';
import { isUuid } from './field.ts';
import { createSchema, updateSchema } from './parse.ts';
import * as service from './service.ts';
import { listSchema, viewSchema } from './view-schema.ts';

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
      doc: documentationOf(definition, name, suffix),
      ...(name === 'update' && definition.secretFields && { limit: perComparison(definition.secretFields) }),
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

function documentationOf(definition: AnyDefinition, name: Method, suffix: string): Documentation {
  const noun = definition.type.replaceAll('_', ' ');
  const view = viewSchema(definition);
  // A profile's bare name answers the list of its versions.
  const found = definition.versionColumn && suffix === '/{item}' ? z.union([view, listSchema(view)]) : view;
  const documentation: Record<Method, Documentation> = {
    list: { summary: `Lists every ${noun}.`, answer: listSchema(view) },
    create: { summary: `Creates a ${noun}.`, body: createSchema(definition), answer: view, statuses: [201] },
    get: { summary: `Shows a ${noun}.`, answer: found },
    update: { summary: `Changes a ${noun}; what is left out stays.`, body: updateSchema(definition), answer: view },
    delete: { summary: `Deletes a ${noun} and shows it a last time.`, answer: view },
    clear: { summary: `Deletes every ${noun} of the collection.` },
  };
  return documentation[name];
}

const getOrListVersions: Verb = (scope, definition, path, call) => {
  const byName = definition.versionColumn && !isUuid(call.params.item ?? '');
  return (byName ? service.listVersions : service.get)(scope, definition, path, call);
};
