import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, integer, moment, secret, text, uuid } from '../database/columns.ts';
import { foreignKey, index } from '../database/constraints.ts';

/** `held` is not stored: a queued mail is held while no mail server is selected. */
export type DeliveryState = 'queued' | 'sending' | 'sent' | 'failed' | 'ambiguous';

/** A mail on its way: a row of the outbox. */
export interface Delivery extends BaseRow {
  template: string;
  recipient: string;
  /** The encrypted JSON of what fills the template; erased once the mail has left. */
  variables: Buffer | null;
  /** What the mail is about, such as `org_invitation` and its id. */
  cause_type: string | null;
  cause_id: string | null;
  state: DeliveryState;
  /** How often a worker took it. It fences: a result is written only under the number it was taken with. */
  attempts: number;
  next_attempt_at: Date;
  /** When the trying began; null again after a retry. In a newer epoch it begins anew. */
  tried_since: Date | null;
  /** The epoch of the mail route in which it was last tried; 0: it never was. */
  route_epoch: number;
  /** So many attempts in a row ended without a word: their workers died. */
  lost_attempts: number;
  lease_until: Date | null;
  leased_by: string | null;
  mail_server_id: string | null;
  last_response: string | null;
  first_sent_at: Date | null;
  sent_at: Date | null;
}

export const deliveryTable = new EntitySchema<Delivery>({
  name: 'delivery',
  tableName: 'delivery',
  columns: {
    ...baseColumns,
    template: text(),
    recipient: text(),
    variables: secret({ nullable: true }),
    cause_type: text({ nullable: true }),
    cause_id: uuid({ nullable: true }),
    state: text(),
    attempts: integer({ default: 0 }),
    next_attempt_at: moment(),
    tried_since: moment({ nullable: true }),
    route_epoch: integer({ default: 0 }),
    lost_attempts: integer({ default: 0 }),
    lease_until: moment({ nullable: true }),
    leased_by: text({ nullable: true }),
    mail_server_id: uuid({ nullable: true }),
    last_response: text({ nullable: true }),
    first_sent_at: moment({ nullable: true }),
    sent_at: moment({ nullable: true }),
  },
  checks: [
    { name: 'delivery_state', expression: `state IN ('queued', 'sending', 'sent', 'failed', 'ambiguous')` },
    { name: 'delivery_lease', expression: `(state = 'sending') = (lease_until IS NOT NULL)` },
  ],
  indices: [
    // What a worker looks for, all day: what is due by time, what was tried by another route, what a dead one left.
    { name: 'delivery_due', columns: ['next_attempt_at'], where: `state = 'queued'` },
    { name: 'delivery_rerouted', columns: ['route_epoch', 'next_attempt_at'], where: `state = 'queued'` },
    { name: 'delivery_leased', columns: ['lease_until'], where: `state = 'sending'` },
    // What is counted all the time.
    { name: 'delivery_waiting', columns: ['state', 'created_at'], where: `state <> 'sent'` },
    index('delivery', 'cause_id', 'created_at'),
    index('delivery', 'created_at', 'id'),
  ],
});

/** One try to hand a delivery to one server. */
export interface DeliveryAttempt extends BaseRow {
  delivery_id: string;
  mail_server_id: string | null;
  started_at: Date;
  finished_at: Date;
  outcome: string;
  /** The stage that was reached; `render` when the mail could not even be written. */
  stage: string;
  response: string;
}

export const deliveryAttemptTable = new EntitySchema<DeliveryAttempt>({
  name: 'delivery_attempt',
  tableName: 'delivery_attempt',
  columns: {
    ...baseColumns,
    delivery_id: uuid(),
    mail_server_id: uuid({ nullable: true }),
    started_at: moment(),
    finished_at: moment(),
    outcome: text(),
    stage: text(),
    response: text(),
  },
  foreignKeys: [foreignKey('delivery_attempt', 'delivery_id', 'delivery', 'CASCADE')],
  indices: [{ name: 'delivery_attempt_delivery', columns: ['delivery_id', 'started_at'] }],
});
