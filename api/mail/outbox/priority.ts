/** How soon a kind of mail leaves: 0 before 1, 1 before 2. */
export type Priority = 0 | 1 | 2;

/** What each is called where people look at it. */
export const PRIORITY_NAMES: Readonly<Record<Priority, string>> = { 0: 'security', 1: 'invitation', 2: 'other' };

/** Somebody waits for it before a page, or must learn at once that their account is no longer theirs. */
const SECURITY = ['password-reset', 'password-changed', 'address-changed'];
/** Somebody was told to expect it. */
const INVITATIONS = ['invitation', 'member-invitation', 'organization-owner'];

export function priorityOf(template: string): Priority {
  if (SECURITY.includes(template)) return 0;
  return INVITATIONS.includes(template) ? 1 : 2;
}
