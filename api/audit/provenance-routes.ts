import { type FindOptionsWhere, In } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../context.ts';
import { shown } from '../crud/field.ts';
import { envelope } from '../crud/page.ts';
import { listSchema } from '../crud/view-schema.ts';
import { invalid } from '../errors.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { type ProvenanceRow, provenanceTable } from '../tables/provenance.ts';
import { isUuid } from '../uuid.ts';

/** As many as a page of a list shows at most. */
const MOST_IDS = 100;

const viewSchema = z
  .strictObject({
    type: z.literal('provenance'),
    api_version: z.literal('2.0.0'),
    object: z.strictObject({ type: z.string(), id: shown.id() }),
    managed_by: z.literal('terraform'),
    user_agent: z.string(),
    caller: z.strictObject({ kind: z.string(), name: z.string() }),
    created_at: shown.moment(),
    updated_at: shown.moment(),
  })
  .meta({ id: 'Provenance' });

const doc = {
  isOwn: true,
  answer: listSchema(viewSchema),
  query: { object_id: `The ids of the objects, with commas; at most ${MOST_IDS}.` },
} as const;

const VIEWS = ['org/settings:view', 'org/topology:view', 'org/member:view'] as const;

/** Which objects Terraform writes: for those who may see objects of the cloud, or of one organization. */
export const provenanceRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/cloud/provenances',
    access: ['cloud/view', ...VIEWS],
    run: (scope, call) => list(scope, call, () => [{}]),
    doc: { ...doc, summary: 'Tells which of some objects are written by Terraform.' },
  },
  {
    method: 'get',
    path: '/orgs/{org}/provenances',
    access: VIEWS,
    run: (scope, call) => list(scope, call, (ids) => ofOrganization(ids, call.orgId)),
    doc: { ...doc, summary: 'Tells which of some objects of an organization are written by Terraform.' },
  },
];

type Where = FindOptionsWhere<ProvenanceRow>;

/** What is in the organization, and the organization itself, which is in `admin`. */
const ofOrganization = (ids: readonly string[], orgId: string): Where[] => [
  { org_id: orgId },
  ...(ids.includes(orgId) ? [{ object_id: orgId }] : []),
];

async function list(scope: Scope, { query }: Call, narrow: (ids: readonly string[]) => Where[]): Promise<Answer> {
  const ids = readIds(query.object_id);
  const where = narrow(ids).map((further) => ({ object_id: In(ids), ...further }));
  const found = await scope.manager
    .getRepository(provenanceTable)
    .find({ where, order: { created_at: 'ASC', id: 'ASC' } });
  return { status: 200, body: envelope(found.length, found.map(present)) };
}

function readIds(sent: unknown): string[] {
  const ids = typeof sent === 'string' ? sent.toLowerCase().split(',') : [];
  if (ids.length > 0 && ids.length <= MOST_IDS && ids.every(isUuid)) return ids;
  throw invalid('query', [{ pointer: '', message: `object_id must be 1 to ${MOST_IDS} ids with commas between them` }]);
}

function present(row: ProvenanceRow): z.infer<typeof viewSchema> {
  return {
    type: 'provenance',
    api_version: '2.0.0',
    object: { type: row.object_type, id: row.object_id },
    managed_by: 'terraform',
    user_agent: row.user_agent,
    caller: { kind: row.caller_kind, name: row.caller_name },
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
