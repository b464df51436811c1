import { say } from '../markdown/markdown.ts';
import { isLost, isNew, isUpdated, referred, told, valueAfter, valueBefore } from './change.ts';
import type { Kind } from './fact.ts';

export const notificationTemplate: Kind = {
  noun: 'Text of the mail',
  facts: ({ change }) => [
    isLost(change) ? { told: say`The mail will say again what it says by default.` } : undefined,
    isUpdated(change, 'body') || isUpdated(change, 'body_html') || isUpdated(change, 'subject')
      ? { told: say`People will read another text; it stands in the whole plan below.`, about: ['body', 'body_html'] }
      : undefined,
  ],
};

/** Both kinds of invitation. */
export const invitationFacts: Kind['facts'] = (telling) => {
  const { change } = telling;
  const email = told(valueAfter(change, 'email') ?? valueBefore(change, 'email'));
  const roles =
    valueAfter(change, 'role_ids') === null ? say`` : say`, with the roles ${referred(telling, 'role_ids', 'after')}`;
  if (isNew(change) || change.action === 'replace') {
    const way =
      valueAfter(change, 'notify') === false ? say`will be invited without a mail` : say`will be mailed an invitation`;
    return [
      {
        told: say`${email} ${way}${roles}.`,
        about: ['email', 'notify', 'role_ids'],
        asked: say`Is ${email} the right address?`,
      },
    ];
  }
  if (change.action !== 'delete' || valueBefore(change, 'state') !== 'pending') return [];
  return [{ told: say`The link that ${email} has will not work any more.` }];
};
