import { z } from 'zod';
import { cleanText } from '../../clean-text.ts';
import type { Scope } from '../../context.ts';
import { parse } from '../../crud/parse.ts';
import { ApiError } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { actOnAll, type DeliveryAction } from '../../mail/outbox/delivery-action.ts';
import { delivery } from './delivery.ts';
import { type DeliveryFilter, filterOf, filterSchema, readSelection, whereSelected } from './delivery-filter.ts';

/** What is done in one request, at the most: it is one transaction. */
const MOST = 100_000;

const body = z
  .strictObject({
    ...filterSchema.shape,
    confirm: z
      .literal(
        true,
        'must be true: it is done to every delivery that fits, and to all of them where nothing else is said',
      )
      .describe('Says that it is meant for every delivery that fits.'),
  })
  .meta({ id: 'DeliveryFilter' });

const answer = z
  .strictObject({
    count: z.int().describe('To how many it was done.'),
    more: z.boolean().describe(`Whether more may be left: it is done to ${MOST} at once.`),
  })
  .meta({ id: 'DeliveriesChanged' });

/** Does something to every delivery that fits. */
export const bulkActionRoute = (action: DeliveryAction, summary: string): Route => ({
  method: 'post',
  path: `${delivery.paths[0]}/${action}`,
  access: delivery.permissions.write,
  audit: { type: delivery.type },
  doc: { summary, isOwn: true, body, answer },
  run: (scope, call) => changeAll(scope, call, action),
});

/** A filter in the query would be one that nobody looks at, and everything would fit. */
async function changeAll(scope: Scope, call: Call, action: DeliveryAction): Promise<Answer> {
  const misplaced = Object.keys(filterOf(call.query));
  if (misplaced.length > 0) {
    throw new ApiError('validation_failed', `Say ${misplaced.join(', ')} in the body, beside confirm.`);
  }
  const { confirm: _, ...filter } = parse('DeliveryFilter', body, call.body);
  const where = whereSelected(await readSelection(scope, filter));
  const count = await actOnAll(scope.manager, { action, where, limit: MOST, updatedBy: scope.caller.id });
  return {
    status: 200,
    body: { count, more: count === MOST },
    about: { object_type: delivery.type, object_id: null, object_name: inWords(count, filter) },
  };
}

/** For the audit, which has one event for all of them. */
function inWords(count: number, filter: DeliveryFilter): string {
  const conditions = Object.entries(filter).map(([name, value]) => `${name}=${value}`);
  return cleanText(`${count} of ${conditions.length === 0 ? 'all' : conditions.join(', ')}`, 255);
}
