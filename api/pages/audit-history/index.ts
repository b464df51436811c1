import { type AuditEvent, eventView, objectWords } from '../audit/event.ts';
import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import type { Page, Visit } from '../frame/page.ts';
import { currentOf } from './current.ts';
import { fieldsOf } from './field.ts';

/** What became of one object, change by change. */
export const auditHistoryPage: Page = {
  path: '/cloud/audit/objects/{object}',
  title: 'audit.history',
  needs: 'GET /cloud/audit-events',
  template: 'audit-history/page.hbs',
  data: describe,
};

const COLUMNS = [
  { label: 'audit.field' },
  { label: 'audit.lastChanged' },
  { label: 'audit.who' },
  { label: 'audit.now' },
] as const;

/** What an action did to the fields it names. */
const SIGNS: Readonly<Record<string, { sign: string; label: string }>> = {
  create: { sign: 'added', label: 'audit.added' },
  delete: { sign: 'removed', label: 'audit.removed' },
};
const CHANGED = { sign: 'changed', label: 'audit.changed' };

async function describe(visit: Visit) {
  const query = { object_id: visit.params.object ?? '', ...pageQuery(visit) };
  const list = await visit.read('/cloud/audit-events', query);
  const events: AuditEvent[] = list.body.results;
  const [newest] = events;
  const current = await allOf(visit, events);
  const named = events.find(({ object }) => object.name !== null) ?? newest;
  return {
    ...(named && { title: objectWords(visit.t, named.object) }),
    id: visit.params.object,
    // Of what went with something else there is no event of its own.
    lost: current === null && visit.t(wasDeleted(events) ? 'audit.gone' : 'audit.unseen'),
    columns: columnsView(visit, COLUMNS),
    fields: fieldsOf(events, current),
    changes: events.map((event) => changeView(visit, event)),
    pager: pagerView(visit, list),
  };
}

/** What is told at several paths, as the cloud settings are, has a type at each; together they are the object. */
async function allOf(visit: Visit, events: readonly AuditEvent[]): Promise<Record<string, unknown> | null> {
  const newest = new Map(events.toReversed().map((event) => [event.object.type, event]));
  const parts = await Promise.all([...newest.values()].reverse().map((event) => currentOf(visit, event)));
  const found = parts.filter((part) => part !== null);
  return found.length === 0 ? null : Object.assign({}, ...found);
}

const wasDeleted = (events: readonly AuditEvent[]): boolean =>
  events.find(({ outcome }) => outcome === 'success')?.action === 'delete';

function changeView(visit: Visit, event: AuditEvent) {
  const { sign, label } = SIGNS[event.action] ?? CHANGED;
  return { ...eventView(visit, event), sign, signWords: visit.t(label) };
}
