import { z } from 'zod';
import { perComparison } from '../access/rate-limit.ts';
import type { Scope } from '../context.ts';
import type { HeaderRow } from '../database/columns.ts';
import type { Answer, Call, Documentation, Route, RouteAudit, ScopedRoute } from '../http/route.ts';
import { isUuid } from '../uuid.ts';
import { type AnyDefinition, type Method, nounOf } from './definition.ts';
import { createSchema, updateSchema } from './parse.ts';
import * as service from './service.ts';
import { listSchema, viewSchema } from './view-schema.ts';

type Verb = (scope: Scope, definition: AnyDefinition, path: string, call: Call, prepared: unknown) => Promise<Answer>;

interface OrdinaryRoute {
  name: Method;
  route: ScopedRoute;
}

/** The ordinary routes of a resource at each of its paths. */
export function routesOf(definition: AnyDefinition): Route[] {
  const methods = new Set<Method>(definition.methods ?? ['list', 'create', 'get', 'update', 'delete', 'clear']);
  const ordinary = definition.paths.flatMap((path) => pathRoutes(definition, path));
  return ordinary.filter(({ name }) => methods.has(name)).map(({ route }) => route);
}

/** An ordinary route at each path of a resource, with another way to run it. */
export function routesWith(
  definition: AnyDefinition,
  name: Method,
  run: (scope: Scope, call: Call, path: string) => Promise<Answer>,
): Route[] {
  return definition.paths.flatMap((path) =>
    pathRoutes(definition, path)
      .filter((each) => each.name === name)
      .map(({ route }) => ({ ...route, run: (scope: Scope, call: Call) => run(scope, call, path) })),
  );
}

function pathRoutes(definition: AnyDefinition, path: string): OrdinaryRoute[] {
  const made = (name: Method, method: Route['method'], suffix: string, verb: Verb): OrdinaryRoute => ({
    name,
    route: {
      method,
      path: `${path}${suffix}`,
      access: definition.permissions[method === 'get' ? 'read' : 'write'],
      audit: auditOf(definition, name),
      doc: documentationOf(definition, name, suffix),
      ...(name === 'update' && definition.secretFields && { count: perComparison(definition.secretFields) }),
      ...(isPrepared(name) && definition.prepare && { prepare: preparing(definition, path) }),
      run: (scope, call, prepared) => verb(scope, definition, path, call, prepared),
    },
  });
  const items = definition.versionColumn ? ['/{item}/{version}', '/{item}'] : ['/{item}'];
  return [
    made('list', 'get', '', list),
    made('create', 'post', '', service.create),
    made('clear', 'delete', '', clear),
    ...items.flatMap((suffix) => [
      made('get', 'get', suffix, suffix === '/{item}' ? getOrListVersions : service.get),
      made('update', 'patch', suffix, service.update),
      made('delete', 'delete', suffix, service.remove),
    ]),
  ];
}

const isPrepared = (name: Method) => name === 'create' || name === 'update';

const preparing = (definition: AnyDefinition, path: string) => async (scope: Scope, call: Call) =>
  definition.prepare?.(scope, call, path);

function auditOf({ type }: AnyDefinition, name: Method): RouteAudit {
  return name === 'create' ? { type, action: 'create' } : { type };
}

function documentationOf(definition: AnyDefinition, name: Method, suffix: string): Documentation {
  const noun = nounOf(definition);
  const view = viewSchema(definition);
  // A profile's bare name answers the list of its versions.
  const found = definition.versionColumn && suffix === '/{item}' ? z.union([view, listSchema(view)]) : view;
  const documentation: Record<Method, Documentation> = {
    list: { summary: `Lists every ${noun}.`, answer: listSchema(view), isSorted: true },
    create: { summary: `Creates a ${noun}.`, body: createSchema(definition), answer: view, statuses: [201] },
    get: { summary: `Shows a ${noun}.`, answer: found },
    update: { summary: `Changes a ${noun}; what is left out stays.`, body: updateSchema(definition), answer: view },
    delete: { summary: `Deletes a ${noun} and shows it a last time.`, answer: view },
    clear: { summary: `Deletes every ${noun} of the collection.` },
  };
  return { ...documentation[name], ...(definition.isOwn && { isOwn: true }) };
}

const list: Verb = (scope, resource, path, call) => service.list(scope, resource, path, call);
const clear: Verb = (scope, resource, path, call) => service.clear(scope, resource, path, call);

const getOrListVersions: Verb = (scope, definition, path, call) => {
  const byName = definition.versionColumn && !isUuid(call.params.item ?? '');
  return (byName ? service.listVersions<HeaderRow> : service.get<HeaderRow>)(scope, definition, path, call);
};
