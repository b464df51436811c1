import type { Scope } from '../../context.ts';
import { answerOne } from '../../crud/answer.ts';
import { isWanted } from '../../crud/view.ts';
import { listSchema, viewSchema } from '../../crud/view-schema.ts';
import { ApiError, notFound } from '../../errors.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { cancel, type DeliveryAction, retry } from '../../mail/outbox/delivery-action.ts';
import { isUuid } from '../../uuid.ts';
import { type DeliveryRow, delivery } from './delivery.ts';
import { attemptsOf } from './delivery-attempt.ts';
import { bulkActionRoute } from './delivery-bulk-action.ts';
import { filterFields } from './delivery-filter.ts';
import { COUNTED, listDeliveries } from './delivery-list.ts';
import { deliverySummaryRoute } from './delivery-summary.ts';
import { deliveryTimelineRoute } from './delivery-timeline.ts';

const [PATH] = delivery.paths;
const { read, write } = delivery.permissions;
const view = viewSchema(delivery);

const WORDS: Readonly<Record<DeliveryAction, { one: string; all: string; refused: (row: DeliveryRow) => string }>> = {
  retry: {
    one: 'Sends a failed or ambiguous mail again.',
    all: 'Sends every failed or ambiguous mail that fits again.',
    refused: ({ state }) =>
      ['failed', 'ambiguous'].includes(state)
        ? 'What this mail said was erased, as long after it was given up as GATEPOST_RETENTION_PAYLOADS_DAYS says; cause a new one.'
        : 'Only a failed or ambiguous delivery can be sent again; this one is neither.',
  },
  cancel: {
    one: 'Takes a mail back that waits, queued or held; what it says is erased.',
    all: 'Takes every mail back that waits and fits; what they say is erased.',
    refused: ({ state }) =>
      state === 'sending'
        ? 'It is being sent right now and cannot be called back; look again in a moment.'
        : `Only a delivery that waits can be cancelled; this one is ${state}.`,
  },
};

/** What is on its way, what left, and what can still be done about it. */
export const deliveryRoutes: readonly Route[] = [
  {
    method: 'get',
    path: PATH,
    access: read,
    audit: { type: delivery.type },
    doc: {
      summary: `Lists deliveries, newest first; \`total_results\` counts to ${COUNTED} and no further.`,
      isOwn: true,
      answer: listSchema(view),
      query: Object.fromEntries(Object.entries(filterFields).map(([name, each]) => [name, each.description ?? ''])),
    },
    run: listDeliveries,
  },
  deliverySummaryRoute,
  deliveryTimelineRoute,
  {
    method: 'get',
    path: `${PATH}/{item}`,
    access: read,
    audit: { type: delivery.type },
    doc: { summary: 'Shows a delivery with every attempt.', isOwn: true, answer: view },
    run: async (scope, call) => show(scope, call, await find(scope, call)),
  },
  ...routesOf('retry'),
  ...routesOf('cancel'),
];

function routesOf(action: DeliveryAction): Route[] {
  return [
    {
      method: 'post',
      path: `${PATH}/{item}/${action}`,
      access: write,
      audit: { type: delivery.type },
      doc: { summary: WORDS[action].one, isOwn: true, answer: view },
      run: (scope, call) => changeOne(scope, call, action),
    },
    bulkActionRoute(action, WORDS[action].all),
  ];
}

async function find(scope: Scope, { params: { item = '' } }: Call): Promise<DeliveryRow> {
  const row = isUuid(item) ? await scope.manager.getRepository(delivery.table).findOneBy({ id: item }) : null;
  if (!row) throw notFound();
  return row;
}

async function show(scope: Scope, call: Call, row: DeliveryRow): Promise<Answer> {
  const wanted = isWanted(call.fields, 'attempt_results');
  const further = wanted ? { attempt_results: await attemptsOf(scope, row.id) } : {};
  return answerOne(scope, delivery, row, call, { further });
}

const ONE = { retry, cancel };

async function changeOne(scope: Scope, call: Call, action: DeliveryAction): Promise<Answer> {
  const { id } = await find(scope, call);
  const isDone = await ONE[action](scope.manager, id, scope.caller.id);
  const row = await find(scope, call);
  if (!isDone) throw new ApiError('conflict', WORDS[action].refused(row));
  return show(scope, call, row);
}
