import { type AuditEvent, eventView } from '../audit/event.ts';
import type { Page, Visit } from '../frame/page.ts';
import { endingsOf } from './certificate.ts';
import { mailWayOf } from './mail-way.ts';
import { timelineOf } from './timeline.ts';

/** How notifications get on, at a glance: as much of it as whoever looks may see. */
export const homePage: Page = {
  path: '/cloud',
  title: 'home.title',
  needs: 'signed-in',
  nav: { section: 'home', icon: 'house' },
  template: 'home/page.hbs',
  scripts: ['chart.js', 'timeline.js'],
  styles: ['chart.css'],
  data: describe,
};

async function describe(visit: Visit) {
  const counts = await countsOf(visit);
  const [way, timeline, endings, changes] = await Promise.all([
    mailWayOf(visit, counts?.held ?? 0),
    timelineOf(visit),
    endingsOf(visit),
    changesOf(visit),
  ]);
  const stats = counts && statsOf(visit, counts);
  const isBare = !way && !stats && !timeline && !endings && !changes;
  return { way, stats, timeline, endings: listOf(endings), changes: listOf(changes), isBare };
}

async function countsOf(visit: Visit): Promise<Record<string, number> | null> {
  if (!visit.may('GET /cloud/deliveries/summary')) return null;
  return (await visit.read('/cloud/deliveries/summary')).body.counts;
}

/** A template takes an empty list for none. */
const listOf = (list: readonly unknown[] | null) => list && { list };

/** How many there are in the states that say something, and the tone they say it in, where there are any. */
const STATS = [
  ['held', 'warn'],
  ['queued', 'plain'],
  ['failed', 'bad'],
  ['ambiguous', 'warn'],
  ['sent', 'plain'],
] as const;

const statsOf = ({ t, language }: Visit, counts: Record<string, number>) =>
  STATS.map(([state, tone]) => ({
    label: t(`deliveryState.${state}`),
    value: new Intl.NumberFormat(language).format(counts[state] ?? 0),
    tone: counts[state] ? tone : 'plain',
    to: `/cloud/deliveries?state=${state}`,
  }));

/** Whoever comes and goes, or looks, changes nothing. */
const NO_CHANGES = ['sign-in', 'sign-out', 'end-session', 'end-other-sessions', 'preview', 'test-connection'];
const LOOKED_AT = '50';
const SHOWN = 8;

async function changesOf(visit: Visit): Promise<unknown[] | null> {
  if (!visit.may('GET /cloud/audit-events')) return null;
  const { body } = await visit.read('/cloud/audit-events', { limit: LOOKED_AT, outcome: 'success' });
  const changes = body.results.filter(({ action }: AuditEvent) => !NO_CHANGES.includes(action)).slice(0, SHOWN);
  return changes.map((event: AuditEvent) => eventView(visit, event));
}
