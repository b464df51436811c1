import { EntitySchema } from 'typeorm';
import { integer, moment, text, uuid } from '../database/columns.ts';

/**
 * The place of one connection to an email server, taken when it is dialled and given back when it has ended. The numbers
 * end at `max_connections`; what a dead worker holds is free once its lease has run out.
 */
export interface MailServerSlotRow {
  mail_server_id: string;
  slot: number;
  /** The worker that has the connection. */
  holder: string;
  lease_until: Date;
}

export const mailServerSlotTable = new EntitySchema<MailServerSlotRow>({
  name: 'mail_server_slot',
  columns: {
    mail_server_id: uuid({ primary: true }),
    slot: integer({ primary: true }),
    holder: text(),
    lease_until: moment(),
  },
});
