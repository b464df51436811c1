import { EntitySchema } from 'typeorm';
import { type BaseRow, baseColumns, integer, moment, secret, text, uuid } from '../database/columns.ts';
import { foreignKey, index, listIndex, ownIndex } from '../database/constraints.ts';

/** As people see them. `held` is not stored: a queued mail is held while no mail server is selected. */
export const SHOWN_STATES = ['held', 'queued', 'sending', 'sent', 'failed', 'ambiguous', 'cancelled'] as const;
export type ShownState = (typeof SHOWN_STATES)[number];
export type DeliveryState = Exclude<ShownState, 'held'>;

/** A mail on its way: a row of the outbox. */
export interface Delivery extends BaseRow {
  template: string;
  recipient: string;
  /** The encrypted JSON of what fills the template; erased once the mail has left or was cancelled. */
  variables: Buffer | null;
  /** The catalog it is about, whose text and sender it takes; null: about none, or that one is gone. */
  catalog_id: string | null;
  /** What the recipient reads; null: nobody knows. */
  language: string | null;
  /** What the mail is about, such as `org_invitation` and its id. */
  cause_type: string | null;
  cause_id: string | null;
  state: DeliveryState;
  /** 0 leaves before 1, 1 before 2. */
  priority: number;
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
  /** In which trace it was queued, as W3C Trace Context writes it; null: in none. */
  traceparent: string | null;
}

export const deliveryTable = new EntitySchema<Delivery>({
  name: 'delivery',
  tableName: 'delivery',
  columns: {
    ...baseColumns,
    template: text(),
    recipient: text(),
    variables: secret({ nullable: true }),
    catalog_id: uuid({ nullable: true }),
    language: text({ nullable: true }),
    cause_type: text({ nullable: true }),
    cause_id: uuid({ nullable: true }),
    state: text(),
    priority: integer({ default: 2 }),
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
    traceparent: text({ nullable: true }),
  },
  checks: [
    {
      name: 'delivery_state',
      expression: `state IN ('queued', 'sending', 'sent', 'failed', 'ambiguous', 'cancelled')`,
    },
    { name: 'delivery_lease', expression: `(state = 'sending') = (lease_until IS NOT NULL)` },
  ],
  indices: [
    // What a worker looks for, all day: what is due by time, what was tried by another route, what a dead one left.
    { name: 'delivery_due', columns: ['next_attempt_at'], where: `state = 'queued'` },
    { name: 'delivery_turn', columns: ['priority', 'org_id', 'next_attempt_at'], where: `state = 'queued'` },
    { name: 'delivery_rerouted', columns: ['route_epoch', 'next_attempt_at'], where: `state = 'queued'` },
    { name: 'delivery_leased', columns: ['lease_until'], where: `state = 'sending'` },
    // What is filtered by, each in the order of the list; the first also serves what is counted all the time.
    index('delivery', 'state', 'created_at', 'id'),
    index('delivery', 'template', 'created_at', 'id'),
    ownIndex('delivery', 'recipient', 'recipient'),
    listIndex('delivery'),
    { ...index('delivery', 'mail_server_id', 'created_at', 'id'), where: 'mail_server_id IS NOT NULL' },
    index('delivery', 'cause_id', 'created_at', 'id'),
    index('delivery', 'catalog_id'),
    index('delivery', 'created_at', 'id'),
    // What of failed and ambiguous mail is erased in time.
    {
      name: 'delivery_payload',
      columns: ['updated_at'],
      where: `state IN ('failed', 'ambiguous') AND variables IS NOT NULL`,
    },
    // What an organization that is deleted takes back.
    { name: 'delivery_written', columns: ['org_id'], where: 'variables IS NOT NULL' },
  ],
  foreignKeys: [foreignKey('delivery', 'catalog_id', 'catalog', 'SET NULL')],
});

/** One try to hand a delivery to one server; a partition a month. */
export interface DeliveryAttempt extends BaseRow {
  delivery_id: string;
  mail_server_id: string | null;
  started_at: Date;
  finished_at: Date;
  outcome: string;
  /** The stage that was reached; `render` when the mail could not even be written. */
  stage: string;
  response: string;
  /** What was negotiated and with whom, or that the connection was plain text; null: it did not get that far. */
  tls: string | null;
}

export const deliveryAttemptTable = new EntitySchema<DeliveryAttempt>({
  name: 'delivery_attempt',
  tableName: 'delivery_attempt',
  columns: {
    ...baseColumns,
    // Its month leads to the partition.
    created_at: moment({ primary: true }),
    delivery_id: uuid(),
    mail_server_id: uuid({ nullable: true }),
    started_at: moment(),
    finished_at: moment(),
    outcome: text(),
    stage: text(),
    response: text(),
    tls: text({ nullable: true }),
  },
  foreignKeys: [foreignKey('delivery_attempt', 'delivery_id', 'delivery', 'CASCADE')],
  indices: [{ name: 'delivery_attempt_delivery', columns: ['delivery_id', 'started_at'] }],
});
