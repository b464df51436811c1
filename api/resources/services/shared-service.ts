import type { Scope } from '../../context.ts';
import { answerOne, answerPage } from '../../crud/answer.ts';
import { type Definition, nounOf } from '../../crud/definition.ts';
import { findItem } from '../../crud/locate.ts';
import { refersToNothing, resolveReference } from '../../crud/reference.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { isVisibleTo, presentVisibility, whereVisibleTo } from '../../crud/visibility.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import type { ServiceRow } from '../../tables/service.ts';

/** `gateway-services`, the last word of where the services of a kind are. */
const collectionOf = <Row extends ServiceRow>(definition: Definition<Row>) =>
  definition.paths[0].split('/').at(-1) ?? '';

const sharedPathOf = <Row extends ServiceRow>(definition: Definition<Row>) =>
  `/orgs/{org}/${collectionOf(definition)}` as const;

/** Services as an organization sees them: under its own path, and without who else sees them. */
export function sharedServiceRoutes<Row extends ServiceRow>(definition: Definition<Row>): Route[] {
  const path = sharedPathOf(definition);
  const noun = nounOf(definition);
  const access = definition.permissions.read;
  const view = viewSchema(definition);
  return [
    {
      method: 'get',
      path,
      access,
      doc: { summary: `Lists every ${noun} that the organization sees.`, answer: listSchema(view), isSorted: true },
      run: (scope, call) =>
        answerPage(scope, seenBy(definition, call.orgId), whereVisibleTo(scope, definition.table, call.orgId), call),
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

async function getShared<Row extends ServiceRow>(
  scope: Scope,
  definition: Definition<Row>,
  call: Call,
): Promise<Answer> {
  const row = await findItem(scope, definition, definition.paths[0], call.params);
  if (!row || !isVisibleTo(scope, row.visibility, call.orgId)) throw notFound();
  return answerOne(scope, definition, row, call);
}

/** The organization of the path is who sees the service, not whom it belongs to. */
function seenBy<Row extends ServiceRow>(definition: Definition<Row>, orgId: string): Definition<Row> {
  const { parents: _zone, ...rest } = definition;
  return {
    ...rest,
    paths: [sharedPathOf(definition)],
    acrossOrgs: true,
    present: (row, view) => ({
      ...definition.present(row, view),
      visibility:
        orgId === view.scope.adminOrgId ? presentVisibility(view.scope, row.visibility) : { type: row.visibility.type },
      url: sharedServiceUrl(view.scope, definition, row.id, orgId),
    }),
  };
}

/** The URL of a service as an organization sees it. */
export function sharedServiceUrl<Row extends ServiceRow>(
  scope: Scope,
  definition: Definition<Row>,
  id: string,
  orgId: string,
): string {
  return `${scope.publicUrl()}/api/orgs/${orgId}/${collectionOf(definition)}/${id}`;
}

/**
 * The service a reference stands for, by the path of its zone or by that of an organization; it is kept from being
 * deleted until the transaction ends.
 * @throws a violation at the pointer when the organization sees no such service.
 */
export async function resolveService<Row extends ServiceRow>(
  scope: Scope,
  pointer: string,
  url: string,
  definition: Definition<Row>,
  orgId: string,
): Promise<Row> {
  const reachable = url.includes('/availability-zones/') ? definition : seenBy(definition, orgId);
  const row = await resolveReference(scope, pointer, url, reachable, null);
  if (isVisibleTo(scope, row.visibility, orgId)) return row;
  throw refersToNothing(pointer, definition);
}
