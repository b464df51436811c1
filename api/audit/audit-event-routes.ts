import type { SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../context.ts';
import { type Cursor, isMoment, linkToNext, readCursor } from '../crud/cursor.ts';
import { shown } from '../crud/field.ts';
import { envelope, fitting, readPage } from '../crud/page.ts';
import { orgUrl } from '../crud/url.ts';
import { pickFields } from '../crud/view.ts';
import { listSchema } from '../crud/view-schema.ts';
import { invalid, notFound } from '../errors.ts';
import type { Answer, Call, Route } from '../http/route.ts';
import { type AuditEventRow, auditEventTable } from '../tables/audit-event.ts';
import { isUuid } from '../uuid.ts';

const PATH = '/cloud/audit-events';

const viewSchema = z
  .strictObject({
    type: z.literal('audit_event'),
    api_version: z.literal('2.0.0'),
    id: shown.id(),
    created_at: shown.moment(),
    action: z.string(),
    outcome: z.enum(['success', 'refused']),
    status: z.int().nullable(),
    code: z.string().nullable(),
    caller: z.strictObject({ kind: z.string(), id: shown.id().nullable(), name: z.string() }),
    address: z.string().nullable(),
    object: z.strictObject({ type: z.string().nullable(), id: shown.id().nullable(), name: z.string().nullable() }),
    changed_fields: z.array(z.string()),
    request: z.string(),
    session_id: shown.id().nullable(),
    request_id: z.string().nullable(),
    org_url: z.url(),
    url: z.url(),
  })
  .partial()
  .meta({ id: 'AuditEvent' });

/** Filters by query parameter; each answers the condition and its value. */
const FILTERS: Readonly<Record<string, { meaning: string; condition: (value: string) => string; moment?: true }>> = {
  since: { meaning: 'At this moment or later (ISO 8601).', condition: () => 'e.created_at >= :since', moment: true },
  until: { meaning: 'Before this moment (ISO 8601).', condition: () => 'e.created_at < :until', moment: true },
  caller: {
    meaning: 'The id or the name of who called.',
    condition: (value) => (isUuid(value) ? 'e.caller_id = :caller' : 'e.caller_name = :caller'),
  },
  object_type: { meaning: 'The type of the object.', condition: () => 'e.object_type = :object_type' },
  object_id: {
    meaning: 'The id of the object.',
    condition: (value) => (isUuid(value) ? 'e.object_id = :object_id' : 'false'),
  },
  action: { meaning: 'create, update, delete, sign-in …', condition: () => 'e.action = :action' },
  outcome: { meaning: 'success or refused.', condition: () => 'e.outcome = :outcome' },
  request_id: { meaning: 'The X-Request-Id of a request.', condition: () => 'e.request_id = :request_id' },
};

const BEFORE = '(e.created_at, e.step, e.id) < (:moment, :step, :place)';

const isPlace = ([moment, step, id, ...rest]: unknown[]) =>
  isMoment(moment) && Number.isInteger(step) && typeof id === 'string' && isUuid(id) && rest.length === 0;

/** The audit, newest first, for those who may see everything of the cloud. */
export const auditEventRoutes: Route[] = [
  {
    method: 'get',
    path: PATH,
    access: ['cloud/view'],
    run: list,
    doc: {
      isOwn: true,
      summary: 'Lists what was done, and what was refused, newest first.',
      answer: listSchema(viewSchema),
      query: Object.fromEntries(Object.entries(FILTERS).map(([name, { meaning }]) => [name, meaning])),
    },
  },
  {
    method: 'get',
    path: `${PATH}/{item}`,
    access: ['cloud/view'],
    run: get,
    doc: { summary: 'Shows one thing that was done or refused.', isOwn: true, answer: viewSchema },
  },
];

async function list(scope: Scope, call: Call): Promise<Answer> {
  const { limit, offset } = readPage(call.query);
  const cursor = readCursor(call, isPlace);
  const found = filter(scope.manager.getRepository(auditEventTable).createQueryBuilder('e'), call.query);
  const total = await found.getCount();
  if (cursor) found.andWhere(BEFORE, { moment: cursor[0], step: cursor[1], place: cursor[2] });
  const page = found.orderBy({ 'e.created_at': 'DESC', 'e.step': 'DESC', 'e.id': 'DESC' }).take(limit).skip(offset);
  const rows = limit === 0 ? [] : await page.getMany();
  const views = rows.map((row) => pickFields(present(scope, row), call.fields));
  const results = fitting(views);
  const body = envelope(total, results);
  const isFull = results.length < views.length || rows.length === limit;
  const last = isFull ? rows[results.length - 1] : undefined;
  if (!last) return { status: 200, body };
  const next: Cursor = [last.created_at.toISOString(), last.step, last.id];
  return { status: 200, body, headers: linkToNext(`${scope.publicUrl()}/api${PATH}`, call, next) };
}

async function get(scope: Scope, call: Call): Promise<Answer> {
  const id = call.params.item ?? '';
  const row = isUuid(id) ? await scope.manager.getRepository(auditEventTable).findOneBy({ id }) : null;
  if (!row) throw notFound();
  return { status: 200, body: pickFields(present(scope, row), call.fields) };
}

function filter(query: SelectQueryBuilder<AuditEventRow>, sent: Call['query']): SelectQueryBuilder<AuditEventRow> {
  for (const [name, { condition, moment }] of Object.entries(FILTERS)) {
    const value = sent[name];
    if (typeof value !== 'string' || value === '') continue;
    query.andWhere(condition(value), { [name]: moment ? readMoment(name, value) : value.replaceAll('\0', '') });
  }
  return query;
}

/** @throws 400 for what is no moment. */
function readMoment(name: string, value: string): Date {
  // The + of a zone arrives as a space when it was not encoded.
  const moment = new Date(value.replace(/ (\d\d:?\d\d)$/, '+$1'));
  const year = moment.getUTCFullYear();
  if (year > 0 && year < 10_000) return moment;
  throw invalid('query', [{ pointer: `/${name}`, message: 'must be a moment such as 2026-01-31T12:00:00Z' }]);
}

function present(scope: Scope, row: AuditEventRow): Record<string, unknown> {
  return {
    type: 'audit_event',
    api_version: '2.0.0',
    id: row.id,
    created_at: row.created_at.toISOString(),
    action: row.action,
    outcome: row.outcome,
    status: row.status,
    code: row.code,
    caller: { kind: row.caller_kind, id: row.caller_id, name: row.caller_name },
    address: row.address,
    object: { type: row.object_type, id: row.object_id, name: row.object_name },
    changed_fields: row.changed_fields,
    request: row.request,
    session_id: row.session_id,
    request_id: row.request_id,
    org_url: orgUrl(scope, row.org_id),
    url: `${scope.publicUrl()}/api${PATH}/${row.id}`,
  };
}
