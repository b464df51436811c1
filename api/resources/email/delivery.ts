import type { EntitySchema } from 'typeorm';
import { z } from 'zod';
import type { Scope } from '../../context.ts';
import { defineResource, type Related } from '../../crud/definition.ts';
import { shown } from '../../crud/field.ts';
import { referenceUrl } from '../../crud/url.ts';
import type { HeaderRow } from '../../database/columns.ts';
import { type CloudSettingRow, findCloudSetting, isHolding } from '../../tables/cloud-setting.ts';
import { type Delivery, deliveryTable, SHOWN_STATES } from '../../tables/delivery.ts';
import { attemptView } from './delivery-attempt.ts';
import { emailServer } from './email-server.ts';

export type DeliveryRow = Delivery & HeaderRow;

/** The outbox as an administrator sees it: how far a mail got, never what it says. */
export const delivery = defineResource<DeliveryRow, z.ZodRawShape>({
  type: 'delivery',
  schema: 'Delivery',
  isOwn: true,
  terraform: { none: 'A mail on its way is an event, not something to declare.' },
  // A delivery has neither name nor title of its own; the view makes them.
  table: deliveryTable as unknown as EntitySchema<DeliveryRow>,
  paths: ['/cloud/deliveries'],
  permissions: { read: ['cloud/view'], write: ['cloud/manage'] },
  acrossOrgs: true,
  methods: [],
  fields: {},
  relate: async ({ manager }) => ({ settings: new Map([['', await findCloudSetting(manager)]]) }),
  view: {
    state: z.enum(SHOWN_STATES),
    template: z.string(),
    recipient: z.string(),
    cause: z.strictObject({ type: z.string(), id: shown.id() }).nullable(),
    attempts: z.int(),
    next_attempt_at: shown.momentOrNull(),
    mail_server_url: shown.urlOrNull(),
    last_response: z.string().nullable(),
    sent_at: shown.momentOrNull(),
    attempt_results: z
      .array(attemptView)
      .optional()
      .describe('How each attempt ended, oldest first; only where one delivery is shown.'),
  },
  shownAsNull: ['mail_server_url'],
  present: (row, { scope, related }) => ({
    name: row.id,
    title: `${row.template} to ${row.recipient}`,
    summary: null,
    metadata: {},
    state: row.state === 'queued' && isHolding(settingsOf(related)) ? 'held' : row.state,
    template: row.template,
    recipient: row.recipient,
    cause: row.cause_type === null ? null : { type: row.cause_type, id: row.cause_id },
    attempts: row.attempts,
    next_attempt_at: row.state === 'queued' ? nextAttemptAt(scope, row, settingsOf(related)).toISOString() : null,
    mail_server_url: referenceUrl(scope, emailServer, row.mail_server_id, scope.adminOrgId),
    last_response: row.last_response,
    sent_at: row.sent_at?.toISOString() ?? null,
  }),
});

const settingsOf = (related: Related) => related.settings?.get('') as CloudSettingRow;

/** What was last tried by another route is due now, whenever it was to be tried again. */
function nextAttemptAt({ now }: Scope, row: Delivery, settings: CloudSettingRow): Date {
  return row.route_epoch < settings.mail_route_epoch && row.next_attempt_at > now ? now : row.next_attempt_at;
}
