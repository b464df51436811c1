import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import type { Answer, Route } from '../../http/route.ts';
import { findCloudSetting, isHolding } from '../../tables/cloud-setting.ts';
import { SHOWN_STATES, type ShownState } from '../../tables/delivery.ts';
import { delivery } from './delivery.ts';
import { readSelection } from './delivery-filter.ts';
import { COUNTED, countDeliveries } from './delivery-list.ts';

const DUE = `SELECT min(next_attempt_at) AS due FROM delivery WHERE state = 'queued' AND next_attempt_at <= now()`;

const answer = z
  .strictObject({
    counts: z.record(z.string(), z.int()),
    oldest_due_at: shown.momentOrNull().describe('Null: none is due, or mail is held.'),
  })
  .meta({ id: 'DeliverySummary' });

/** How mail gets on, at a glance. */
export const deliverySummaryRoute: Route = {
  method: 'get',
  path: `${delivery.paths[0]}/summary`,
  access: delivery.permissions.read,
  audit: { type: delivery.type },
  doc: { summary: `Counts deliveries by state, up to ${COUNTED}.`, isOwn: true, answer },
  run: summarize,
};

async function summarize(scope: Scope): Promise<Answer> {
  const counts: [ShownState, number][] = [];
  for (const state of SHOWN_STATES) {
    counts.push([state, await countDeliveries(scope, await readSelection(scope, { state }))]);
  }
  const isHeld = isHolding(await findCloudSetting(scope.manager));
  const [oldest]: { due: Date | null }[] = isHeld ? [] : await scope.manager.query(DUE);
  const oldest_due_at = oldest?.due?.toISOString() ?? null;
  return { status: 200, body: { counts: Object.fromEntries(counts), oldest_due_at } };
}
