import { COUNTED } from '../../resources/email/delivery-list.ts';
import { askedOf } from '../frame/filter.ts';
import type { Action, Outcome, Visit } from '../frame/page.ts';
import { ASKED } from './filter-field.ts';

/** What can be done to all that fit, and in which states they are then. */
const BULK_ACTIONS = {
  retry: ['failed', 'ambiguous'],
  cancel: ['queued', 'held'],
} as const;
type BulkAction = keyof typeof BULK_ACTIONS;

/** How many there are of which something can be done, as far as they are counted; by action. */
export async function bulkCountsOf(visit: Visit, asked: Readonly<Record<string, string>>) {
  if (!visit.may('POST /cloud/deliveries/retry')) return null;
  const [retry, cancel] = [await countOf(visit, 'retry', asked), await countOf(visit, 'cancel', asked)];
  return { retry, cancel };
}

async function countOf(visit: Visit, action: BulkAction, asked: Readonly<Record<string, string>>) {
  const states = BULK_ACTIONS[action].filter((state) => (asked.state ?? state) === state);
  let count = 0;
  for (const state of states) {
    count += (await visit.read('/cloud/deliveries', { ...asked, state, limit: '0' })).body.total_results;
  }
  return { count, words: inWords(visit, count) };
}

/** A number as it is counted: beyond the end of counting there may be more. */
export const inWords = ({ t, language }: Visit, count: number): string => {
  const number = new Intl.NumberFormat(language).format(count);
  return count < COUNTED ? number : t('deliveries.orMore', { count: number });
};

/** To all that fit; the filter is that of the page's address. */
export const bulkAction =
  (action: BulkAction): Action =>
  async (visit: Visit): Promise<Outcome> => {
    const asked = askedOf(visit, ASKED);
    const result = await visit.call('POST', `/cloud/deliveries/${action}`, { body: { ...asked, confirm: true } });
    if (!result.ok) return { refused: result };
    const { after: _, ...query } = visit.query;
    const key = { retry: 'deliveries.retried', cancel: 'deliveries.cancelled' }[action];
    const more = result.body.more ? visit.t('deliveries.moreLeft') : '';
    const values = { count: new Intl.NumberFormat(visit.language).format(result.body.count), more };
    return { to: `/cloud/deliveries?${new URLSearchParams(query)}`, flash: { key, values } };
  };
