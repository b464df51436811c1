import { EntitySchema } from 'typeorm';
import { integer, moment, secret, text, uuid } from '../database/columns.ts';
import { foreignKey } from '../database/constraints.ts';

/** The access token with which all processes sign in to one email server, and what else its token endpoint said. */
export interface MailAccessTokenRow {
  /** The email server's. */
  id: string;
  /** Of the server's settings (`oauth2_epoch`) that the rest belongs to. */
  epoch: number;
  access_token: Buffer | null;
  /** The latest one, where the endpoint replaced the one that was set. */
  refresh_token: Buffer | null;
  obtained_at: Date | null;
  /** A little before the end of the access token. */
  use_until: Date | null;
  /** When the endpoint was last asked in vain, since it last gave a token. */
  failed_at: Date | null;
  /** Why, in clean words. */
  failure: string | null;
  failure_code: string | null;
}

const TABLE = 'mail_access_token';

export const mailAccessTokenTable = new EntitySchema<MailAccessTokenRow>({
  name: TABLE,
  columns: {
    id: uuid({ primary: true }),
    epoch: integer(),
    access_token: secret({ nullable: true }),
    refresh_token: secret({ nullable: true }),
    obtained_at: moment({ nullable: true }),
    use_until: moment({ nullable: true }),
    failed_at: moment({ nullable: true }),
    failure: text({ nullable: true }),
    failure_code: text({ nullable: true }),
  },
  foreignKeys: [foreignKey(TABLE, 'id', 'email_server', 'CASCADE')],
});
