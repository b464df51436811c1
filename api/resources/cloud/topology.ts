import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import { envelope } from '../../crud/page.ts';
import { pickFields } from '../../crud/view.ts';
import { listSchema } from '../../crud/view-schema.ts';
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

/** The whole cloud at a glance: its organizations, their catalogs, and how much there is of everything. */
export const topologyRoute: Route = {
  method: 'get',
  path: '/cloud/topology',
  access: ['cloud/view'],
  doc: { summary: 'Shows organizations and catalogs with their counts.', answer: topology },
  run: readTopology,
};

interface Part {
  id: string;
  name: string;
  title: string;
}
type CatalogPart = Part & { org_id: string };
type OrganizationPart = Part & { org_type: string; members: number };

async function readTopology(scope: Scope, call: Call): Promise<Answer> {
  const organizations = await organizationsOf(scope);
  const catalogs = await catalogsOf(scope);
  const view = {
    cloud_id: scope.cloudId,
    cloud_name: new URL(scope.publicUrl()).host,
    counts: {
      users: await countUsers(scope),
      provider_orgs: organizations.filter(({ org_type }) => org_type === 'provider').length,
      catalogs: catalogs.length,
      ...NOT_HERE,
    },
    orgs: envelope(
      organizations.length,
      organizations.map((organization) => present(organization, catalogs)),
    ),
  };
  return { status: 200, body: pickFields(view, call.fields) };
}

function present({ members, ...organization }: OrganizationPart, all: readonly CatalogPart[]) {
  const catalogs = all.filter(({ org_id: orgId }) => orgId === organization.id);
  const results = catalogs.map(({ id, name, title }) => ({ id, name, title, counts: { members: 0, ...NOT_HERE } }));
  return {
    ...organization,
    counts: { members, catalogs: results.length, ...NOT_HERE },
    catalogs: envelope(results.length, results),
  };
}

function organizationsOf({ manager }: Scope): Promise<OrganizationPart[]> {
  return manager.query(
    `SELECT o.id, o.name, o.title, o.org_type, count(m.id)::int AS members
       FROM organization o LEFT JOIN member m ON m.org_id = o.id
      GROUP BY o.id ORDER BY o.created_at, o.id`,
  );
}

function catalogsOf({ manager }: Scope): Promise<CatalogPart[]> {
  return manager.query('SELECT id, org_id, name, title FROM catalog ORDER BY created_at, id');
}

async function countUsers({ manager }: Scope): Promise<number> {
  const rows: { users: number }[] = await manager.query('SELECT count(*)::int AS users FROM "user"');
  return rows[0]?.users ?? 0;
}
