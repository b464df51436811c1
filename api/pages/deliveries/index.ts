import type { Refused } from '../../http/inside.ts';
import { askedOf, filterView } from '../frame/filter.ts';
import { columnsView, pageQuery, pagerView } from '../frame/list.ts';
import { type Page, Refusal, type Visit } from '../frame/page.ts';
import { bulkAction, bulkCountsOf, inWords } from './bulk-action.ts';
import { ASKED, fieldsFor } from './filter-field.ts';
import { type ServerName, serversOf, serverTitle } from './server-name.ts';
import { STATES, stateView } from './state.ts';

/** Every mail on its way, newest first, as it gets on. */
export const deliveriesPage: Page = {
  path: '/cloud/deliveries',
  title: 'deliveries.title',
  needs: 'GET /cloud/deliveries',
  nav: { section: 'notifications', icon: 'send' },
  template: 'deliveries/page.hbs',
  data: describe,
  actions: { retry: bulkAction('retry'), cancel: bulkAction('cancel') },
};

const COLUMNS = [
  { label: 'deliveries.recipient' },
  { label: 'deliveries.state' },
  { label: 'deliveries.created' },
  { label: 'deliveries.server' },
  { label: 'deliveries.attempts', isNumber: true },
  { label: 'deliveries.lastResponse' },
] as const;

async function describe(visit: Visit) {
  const asked = askedOf(visit, ASKED);
  const [list, servers] = await Promise.all([
    visit.call('GET', '/cloud/deliveries', { query: { ...asked, ...pageQuery(visit) } }),
    serversOf(visit),
  ]);
  if (!list.ok && list.status !== 400) throw new Refusal(list);
  const around = visit.part === null ? await aroundOf(visit, asked, servers, list.ok ? null : list) : {};
  if (!list.ok) return around;
  return {
    ...around,
    list: true,
    columns: columnsView(visit, COLUMNS),
    deliveries: list.body.results.map((each: Delivery) => rowOf(visit, servers, each)),
    pager: { ...pagerView(visit, list), total: inWords(visit, list.body.total_results) },
    isFiltered: Object.keys(asked).length > 0,
  };
}

/** What stands around the list and is not live: the filter, the states to choose from, what can be done to all. */
async function aroundOf(visit: Visit, asked: Asked, servers: readonly ServerName[], refused: Refused | null) {
  const filter = filterView(visit, await fieldsFor(visit, servers), refused);
  return {
    filter,
    states: await statesOf(visit, asked),
    ...(filter.summary.length > 0 && { form: filter }),
    ...(refused === null && { bulk: await bulkCountsOf(visit, asked) }),
  };
}

type Asked = Readonly<Record<string, string>>;

interface Delivery {
  state: string;
  mail_server_url: string | null;
}

const rowOf = (visit: Visit, servers: readonly ServerName[], each: Delivery) => ({
  ...each,
  badge: stateView(visit, each.state),
  server: serverTitle(servers, each.mail_server_url) ?? '–',
});

/** The states to choose from, with how many there are of each where nothing else is asked for. */
async function statesOf(visit: Visit, asked: Asked) {
  const { state: chosen, ...others } = asked;
  const isPlain = Object.keys(others).length === 0;
  const counts = isPlain ? (await visit.read('/cloud/deliveries/summary')).body.counts : {};
  const { state: _state, after: _after, ...rest } = visit.query;
  const every = { label: visit.t('deliveries.every'), href: `?${new URLSearchParams(rest)}`, isCurrent: !chosen };
  const each = STATES.map((state) => ({
    ...stateView(visit, state),
    href: `?${new URLSearchParams({ ...rest, state })}`,
    isCurrent: state === chosen,
    count: isPlain ? inWords(visit, counts[state]) : null,
  }));
  return [every, ...each];
}
