import type { Scope } from '../../context.ts';
import type { AnyDefinition } from '../../crud/definition.ts';
import { etagOf } from '../../crud/etag.ts';
import { hold } from '../../crud/held-reference.ts';
import { findItem } from '../../crud/locate.ts';
import { resolveReference } from '../../crud/reference.ts';
import { answerPage } from '../../crud/service.ts';
import { pickFields, present } from '../../crud/view.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { isVisibleTo, presentVisibility, whereVisibleTo } from '../../crud/visibility.ts';
import type { HeaderRow } from '../../database/columns.ts';
import { notFound, violation } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import type { ServiceRow } from '../../tables/service.ts';

const rowOf = (row: HeaderRow) => row as ServiceRow;

/** `gateway-services`, the last word of where the services of a kind are. */
const collectionOf = (definition: AnyDefinition) => definition.paths[0].split('/').at(-1) ?? '';

/** Services as an organization sees them: under its own path, and without who else sees them. */
export function sharedServiceRoutes(definition: AnyDefinition): Route[] {
  const path = `/orgs/{org}/${collectionOf(definition)}`;
  const noun = definition.type.replaceAll('_', ' ');
  const access = definition.permissions.read;
  const view = viewSchema(definition);
  return [
    {
      method: 'get',
      path,
      access,
      doc: { summary: `Lists every ${noun} that the organization sees.`, answer: listSchema(view) },
      run: (scope, call) => answerPage(scope, seenBy(definition, call.orgId), whereVisibleTo(scope, call.orgId), call),
    },
    {
      method: 'get',
      path: `${path}/{item}`,
      access,
      doc: { summary: `Shows a ${noun} that the organization sees.`, answer: view },
      run: (scope, call) => getShared(scope, seenBy(definition, call.orgId), call),
    },
  ];
}

async function getShared(scope: Scope, definition: AnyDefinition, call: Call): Promise<Answer> {
  const row = await findItem(scope, definition, {}, call.params.item ?? '');
  if (!row || !isVisibleTo(scope, rowOf(row).visibility, call.orgId)) throw notFound();
  const view = await present(scope, definition, row);
  return { status: 200, body: pickFields(view, call.query.fields), headers: { ETag: etagOf(row) } };
}

function seenBy(definition: AnyDefinition, orgId: string): AnyDefinition {
  const collection = collectionOf(definition);
  return {
    ...definition,
    paths: [`/orgs/{org}/${collection}`],
    acrossOrgs: true,
    present: (row, view) => ({
      ...definition.present(row, view),
      visibility:
        orgId === view.scope.adminOrgId
          ? presentVisibility(view.scope, rowOf(row).visibility)
          : { type: rowOf(row).visibility.type },
      url: sharedServiceUrl(view.scope, definition, row.id, orgId),
    }),
  };
}

/** The URL of a service as an organization sees it. */
export function sharedServiceUrl(scope: Scope, definition: AnyDefinition, id: string, orgId: string): string {
  return `${scope.publicUrl()}/api/orgs/${orgId}/${collectionOf(definition)}/${id}`;
}

/**
 * The service a reference stands for, by the path of its zone or by that of an organization; it is kept from being
 * deleted until the transaction ends.
 * @throws a violation at the pointer when the organization sees no such service.
 */
export async function resolveService(
  scope: Scope,
  pointer: string,
  url: string,
  definition: AnyDefinition,
  orgId: string,
): Promise<ServiceRow> {
  const reachable = url.includes('/availability-zones/') ? definition : seenBy(definition, orgId);
  const row = rowOf(
    await hold(scope, pointer, definition, await resolveReference(scope, pointer, url, reachable, null)),
  );
  if (isVisibleTo(scope, row.visibility, orgId)) return row;
  throw violation(pointer, `refers to no ${definition.type.replaceAll('_', ' ')} that exists here`);
}
