import type { Visit } from '../frame/page.ts';

/** What a chart shows of a slot, from the ground up, and which states it adds together. */
const SERIES = [
  { name: 'sent', states: ['sent'], label: 'deliveryState.sent' },
  { name: 'waiting', states: ['held', 'queued', 'sending'], label: 'home.waiting' },
  { name: 'cancelled', states: ['cancelled'], label: 'deliveryState.cancelled' },
  { name: 'ambiguous', states: ['ambiguous'], label: 'deliveryState.ambiguous' },
  { name: 'failed', states: ['failed'], label: 'deliveryState.failed' },
] as const;

interface Slot {
  begins_at: string;
  counts: Record<string, number>;
}

/** Deliveries over time, by hour or by day; null: they may not be seen. */
export async function timelineOf(visit: Visit) {
  if (!visit.may('GET /cloud/deliveries/timeline')) return null;
  const interval = visit.query.interval === 'day' ? 'day' : 'hour';
  const { body } = await visit.read('/cloud/deliveries/timeline', { interval });
  const rows = body.slots.map(({ begins_at, counts }: Slot) => ({
    begins_at,
    counts: SERIES.map(({ states }) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)),
  }));
  return {
    interval,
    byHour: interval === 'hour',
    series: SERIES.map(({ name, label }) => ({ name, label: visit.t(label) })),
    rows,
    isEmpty: rows.every(({ counts }: { counts: number[] }) => counts.every((count) => count === 0)),
  };
}
