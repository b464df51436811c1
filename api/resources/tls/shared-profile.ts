import type { Scope } from '../../context.ts';
import { answerOne, answerPage } from '../../crud/answer.ts';
import type { Definition } from '../../crud/definition.ts';
import { findItem } from '../../crud/locate.ts';
import { routesOf, routesWith } from '../../crud/routes.ts';
import * as service from '../../crud/service.ts';
import { orgUrl, urlOf } from '../../crud/url.ts';
import { isVisibleTo, whereOwnOrShared } from '../../crud/visibility.ts';
import type { HeaderRow } from '../../database/columns.ts';
import { notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import type { Visibility } from '../../tables/service.ts';
import { isUuid } from '../../uuid.ts';

interface ProfileRow extends HeaderRow {
  keystore_id: string | null;
  truststore_id: string | null;
  visibility: Visibility;
}

/** The ordinary routes of a kind of profile, of which organizations also see those that `admin` shares with them. */
export function profileRoutes<Row extends ProfileRow>(definition: Definition<Row>): Route[] {
  return [
    ...routesWith(definition, 'list', (scope, call, path) => list(scope, definition, path, call)),
    ...routesWith(definition, 'get', (scope, call, path) => get(scope, definition, path, call)),
    ...routesOf(definition).filter(({ method }) => method !== 'get'),
  ];
}

function list<Row extends ProfileRow>(scope: Scope, definition: Definition<Row>, path: string, call: Call) {
  if (call.orgId === scope.adminOrgId) return service.list(scope, definition, path, call);
  return answerPage(scope, seenBy(definition, call.orgId), seen(scope, definition, call), call);
}

const seen = <Row extends ProfileRow>(scope: Scope, { table }: Definition<Row>, { orgId }: Call) =>
  whereOwnOrShared(scope, table, orgId);

/** Its own, or else one that is shared; of a bare name all versions that are seen. */
async function get<Row extends ProfileRow>(
  scope: Scope,
  definition: Definition<Row>,
  path: string,
  call: Call,
): Promise<Answer> {
  const { item = '', version } = call.params;
  const isName = version === undefined && !isUuid(item);
  if (call.orgId === scope.adminOrgId)
    return (isName ? service.listVersions : service.get)(scope, definition, path, call);
  const asSeen = seenBy(definition, call.orgId);
  if (isName) return answerPage(scope, asSeen, { ...seen(scope, definition, call), name: item }, call);
  const own = await findItem(scope, definition, path, call.params);
  const row = own ?? (await findItem(scope, definition, path, { ...call.params, org: scope.adminOrgId }));
  if (!row || (!own && !isVisibleTo(scope, row.visibility, call.orgId))) throw notFound();
  return answerOne(scope, asSeen, row, call);
}

/** A shared profile as another organization sees it: at its own path, without what belongs to `admin` alone. */
function seenBy<Row extends ProfileRow>(definition: Definition<Row>, orgId: string): Definition<Row> {
  const { relate: _relate, ...rest } = definition;
  return {
    ...rest,
    present(row, shown) {
      if (row.org_id === orgId) return definition.present(row, shown);
      const { visibility } = row;
      const bare = { ...row, keystore_id: null, truststore_id: null, visibility: { type: visibility.type } };
      const view = definition.present(bare, shown);
      const url = urlOf(shown.scope, definition, { id: row.id, org_id: orgId });
      return { ...view, org_url: orgUrl(shown.scope, orgId), url };
    },
  };
}
