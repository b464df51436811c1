import { resources } from '../../resources/index.ts';
import { askedOf, type FilterField, filterView } from '../frame/filter.ts';
import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import { type Page, Refusal, type Visit } from '../frame/page.ts';
import { type AuditEvent, eventView } from './event.ts';

/** Who did what, and what was refused, newest first. */
export const auditPage: Page = {
  path: '/cloud/audit',
  title: 'audit.title',
  needs: 'GET /cloud/audit-events',
  nav: { section: 'audit', icon: 'scroll-text' },
  template: 'audit/page.hbs',
  data: describe,
};

const ACTIONS = ['create', 'update', 'delete', 'sign-in', 'sign-out', 'retry', 'cancel', 'test-connection', 'accept'];

const FIELDS: readonly FilterField[] = [
  { name: 'caller', label: 'audit.who', hint: 'audit.whoHint' },
  { name: 'action', label: 'audit.action', suggestions: ACTIONS },
  { name: 'object_type', label: 'audit.objectType', suggestions: resources.map(({ type }) => type).sort() },
  { name: 'object_id', label: 'audit.objectId' },
  { name: 'outcome', label: 'audit.outcome', kind: 'select' },
  { name: 'since', label: 'audit.since', kind: 'datetime-local', hint: 'frame.utc' },
  { name: 'until', label: 'audit.until', kind: 'datetime-local', hint: 'frame.utc' },
  { name: 'request_id', label: 'audit.requestId' },
];

const COLUMNS = [
  { label: 'audit.when' },
  { label: 'audit.who' },
  { label: 'audit.action' },
  { label: 'audit.object' },
  { label: 'audit.fields' },
  { label: 'audit.outcome' },
] as const;

async function describe(visit: Visit) {
  const asked = askedOf(visit, FIELDS);
  const list = await visit.call('GET', '/cloud/audit-events', { query: { ...asked, ...pageQuery(visit) } });
  if (!list.ok && list.status !== 400) throw new Refusal(list);
  const filter = filterView(visit, fieldsFor(visit), list.ok ? null : list);
  const frame = { filter, ...(filter.summary.length > 0 && { form: filter }) };
  if (!list.ok) return frame;
  return {
    ...frame,
    list: true,
    columns: columnsView(visit, COLUMNS),
    events: list.body.results.map((event: AuditEvent) => eventView(visit, event)),
    pager: pagerView(visit, list),
  };
}

const fieldsFor = ({ t }: Visit): FilterField[] =>
  FIELDS.map((field) => (field.name === 'outcome' ? { ...field, options: outcomes(t) } : field));

const outcomes = (t: Visit['t']) => [
  { value: 'success', label: t('audit.success') },
  { value: 'refused', label: t('audit.refused') },
];
