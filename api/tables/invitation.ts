import { boolean, type HeaderRow, headerColumns, moment, text } from '../database/columns.ts';

/** What invitations of every kind have in common. Once accepted they stay readable. */
export interface InvitationRow extends HeaderRow {
  email: string;
  notify: boolean;
  /** What the mail is written in, and the account that comes of it gets; null: English. */
  language: string | null;
  /** Null until the clock runs: from the creation, or from when the mail first left. */
  expires_at: Date | null;
  accepted_at: Date | null;
}

export const invitationColumns = {
  ...headerColumns,
  email: text(),
  notify: boolean({ default: true }),
  language: text({ nullable: true }),
  expires_at: moment({ nullable: true }),
  accepted_at: moment({ nullable: true }),
};
