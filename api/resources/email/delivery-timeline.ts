import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { shown } from '../../crud/field.ts';
import { parse } from '../../crud/parse.ts';
import { ask } from '../../database/statement.ts';
import type { Answer, Call, Route } from '../../http/route.ts';
import { findCloudSetting, isHolding } from '../../tables/cloud-setting.ts';
import { SHOWN_STATES, type ShownState } from '../../tables/delivery.ts';
import { delivery } from './delivery.ts';
import { COUNTED } from './delivery-list.ts';

const HOUR_MS = 3_600_000;

/** How long a slot is, and how many there are up to now; together they bound what is read. */
const INTERVALS = {
  hour: { lengthMs: HOUR_MS, slots: 48 },
  day: { lengthMs: 24 * HOUR_MS, slots: 30 },
} as const;

const querySchema = z
  .strictObject({ interval: z.enum(['hour', 'day'], 'must be hour or day, or left out, which means hour') })
  .partial();

const answer = z
  .strictObject({
    interval: z.enum(['hour', 'day']),
    slots: z.array(z.strictObject({ begins_at: shown.moment(), counts: z.record(z.string(), z.int()) })),
  })
  .meta({ id: 'DeliveryTimeline' });

/** How mail got on over time. */
export const deliveryTimelineRoute: Route = {
  method: 'get',
  path: `${delivery.paths[0]}/timeline`,
  access: delivery.permissions.read,
  audit: { type: delivery.type },
  doc: {
    summary: `Counts deliveries by when they began and by state, up to ${COUNTED} of each.`,
    isOwn: true,
    answer,
    query: { interval: '`hour`: the last 48 (the default); `day`: the last 30, which begin in UTC.' },
  },
  run: tell,
};

/** Stored states; what is queued shows as held while nothing leaves. */
const STATES = SHOWN_STATES.filter((state) => state !== 'held');

/**
 * Of each state and slot a walk along the index that lists are read by, in its own words, which ends where counting ends.
 */
const COUNT = `
  SELECT (extract(epoch FROM slot.begins) * 1000)::float8 AS begins_ms, s.state,
         (SELECT count(*)::int FROM (
            SELECT FROM delivery t
             WHERE (t.state, t.created_at) >= (s.state, slot.begins)
               AND (t.state, t.created_at) < (s.state, slot.begins + $3::int * interval '1 ms')
             ORDER BY t.state DESC, t.created_at DESC LIMIT ${COUNTED}) t) AS n
    FROM unnest($1::timestamptz[]) slot (begins), unnest($2::text[]) s (state)`;

interface Cell {
  begins_ms: number;
  state: ShownState;
  n: number;
}

async function tell(scope: Scope, call: Call): Promise<Answer> {
  const sent = call.query.interval === '' ? undefined : call.query.interval;
  const { interval = 'hour' } = parse('query', querySchema, { interval: sent });
  const { lengthMs } = INTERVALS[interval];
  const begins = beginsOf(scope.now, INTERVALS[interval]);
  const isHeld = isHolding(await findCloudSetting(scope.manager));
  const moments = begins.map((ms) => new Date(ms).toISOString());
  const cells = await ask<Cell>(scope.manager, COUNT, [moments, STATES, lengthMs]);
  const slots = begins.map((ms, index) => ({
    begins_at: moments[index],
    counts: countsOf(
      cells.filter(({ begins_ms }) => begins_ms === ms),
      isHeld,
    ),
  }));
  return { status: 200, body: { interval, slots } };
}

/** When each slot begins, in UTC, oldest first; the last one is under way. */
function beginsOf(now: Date, { lengthMs, slots }: { lengthMs: number; slots: number }): number[] {
  const last = Math.floor(now.getTime() / lengthMs) * lengthMs;
  return Array.from({ length: slots }, (_, index) => last - (slots - 1 - index) * lengthMs);
}

function countsOf(cells: readonly Cell[], isHeld: boolean): Record<string, number> {
  const waiting = isHeld ? 'held' : 'queued';
  const found = new Map<string, number>(cells.map(({ state, n }) => [state === 'queued' ? waiting : state, n]));
  return Object.fromEntries(SHOWN_STATES.map((state) => [state, found.get(state) ?? 0]));
}
