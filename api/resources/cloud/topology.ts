import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { linkToOffset } from '../../crud/cursor.ts';
import { shown } from '../../crud/field.ts';
import { envelope, fitting, MAX_LIMIT, MAX_PAGE_BYTES, type Page, readPage } from '../../crud/page.ts';
import { pickFields } from '../../crud/view.ts';
import { listSchema } from '../../crud/view-schema.ts';
import { ask } from '../../database/statement.ts';
import type { Answer, Call, Route } from '../../http/route.ts';

/** What clouds of this kind count, and Gatepost has none of. */
const NOT_HERE = {
  consumer_orgs: 0,
  spaces: 0,
  apis: 0,
  products: 0,
  draft_apis: 0,
  draft_products: 0,
  subscriptions: 0,
  consumer_apps: 0,
};

const counts = z.record(z.string(), z.int().min(0));
const part = { id: shown.id(), name: z.string(), title: z.string(), counts };
const topology = z
  .strictObject({
    cloud_id: shown.id(),
    cloud_name: z.string(),
    counts,
    orgs: listSchema(z.strictObject({ ...part, org_type: z.string(), catalogs: listSchema(z.strictObject(part)) })),
  })
  .meta({ id: 'Topology' });

/** The whole cloud at a glance: how much there is of everything, and page by page its organizations with their catalogs. */
export const topologyRoute: Route = {
  method: 'get',
  path: '/cloud/topology',
  access: ['cloud/view'],
  doc: { summary: 'Shows organizations and catalogs with their counts.', answer: topology, isPaged: true },
  run: readTopology,
};

interface Part {
  id: string;
  name: string;
  title: string;
}
type OrganizationPart = Part & { org_type: string; members: number; catalog_count: number; catalogs: Part[] };

async function readTopology(scope: Scope, call: Call): Promise<Answer> {
  const page = readPage(call.query);
  const { orgs, ...counts } = await countCloud(scope);
  const results = fitting((await organizationsOf(scope, page)).map(present));
  const view = {
    cloud_id: scope.cloudId,
    cloud_name: new URL(scope.publicUrl()).host,
    counts: { ...counts, ...NOT_HERE },
    orgs: envelope(orgs, results),
  };
  const body = pickFields(view, call.fields);
  const next = page.offset + results.length;
  if (results.length === 0 || next >= orgs) return { status: 200, body };
  return { status: 200, body, headers: linkToOffset(`${scope.publicUrl()}/api${call.path}`, call, next) };
}

/** Of an organization with very many catalogs the first are shown; all are in the list of its own. */
function present({ members, catalog_count: count, catalogs, ...organization }: OrganizationPart) {
  const results = catalogs.map((catalog) => ({ ...catalog, counts: { members: 0, ...NOT_HERE } }));
  return {
    ...organization,
    counts: { members, catalogs: count, ...NOT_HERE },
    catalogs: envelope(count, results),
  };
}

/** How much there is in all organizations together. */
async function countCloud({ manager }: Scope) {
  const [counts] = await ask<{ users: number; provider_orgs: number; catalogs: number; orgs: number }>(
    manager,
    `SELECT (SELECT count(*) FROM "user")::int AS users, (SELECT count(*) FROM catalog)::int AS catalogs,
            count(*)::int AS orgs, (count(*) FILTER (WHERE org_type = 'provider'))::int AS provider_orgs
       FROM organization`,
  );
  return counts ?? { users: 0, provider_orgs: 0, catalogs: 0, orgs: 0 };
}

/**
 * In the order of their list, as many as fit into one answer. Members and catalogs are asked for within the page only, by
 * the index of each; what does not fit stays in the database.
 */
function organizationsOf({ manager, adminOrgId }: Scope, { limit, offset }: Page): Promise<OrganizationPart[]> {
  return ask(
    manager,
    `SELECT id, name, title, org_type, members, catalog_count, catalogs
       FROM (SELECT o.*, sum(octet_length(o.catalogs::text)) OVER in_order AS bytes_so_far,
                    row_number() OVER in_order AS place
               FROM (SELECT o.id, o.name, o.title, o.org_type, o.created_at,
                            (SELECT count(*) FROM member m WHERE m.org_id = o.id)::int AS members,
                            (SELECT count(*) FROM catalog c WHERE c.org_id = o.id)::int AS catalog_count,
                            (SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'title', c.title)
                                                      ORDER BY c.created_at, c.id), '[]')
                               FROM (SELECT * FROM catalog WHERE org_id = o.id
                                      ORDER BY created_at, id LIMIT ${MAX_LIMIT}) c) AS catalogs
                       FROM (SELECT * FROM organization WHERE org_id = $1
                              ORDER BY created_at, id LIMIT $2 OFFSET $3) o) o
             WINDOW in_order AS (ORDER BY created_at, id)) o
      WHERE bytes_so_far <= $4 OR place = 1 ORDER BY place`,
    [adminOrgId, limit, offset, MAX_PAGE_BYTES],
  );
}
