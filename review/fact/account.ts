import { say } from '../markdown/markdown.ts';
import type { Change } from '../plan/plan.ts';
import { isLost, told, valueAfter, valueBefore } from './change.ts';
import type { Fact, Kind } from './fact.ts';

export const user: Kind = {
  noun: 'User',
  facts: ({ change }) => [disabled(change), replacedUser(change)],
};

function replacedUser(change: Change): Fact | undefined {
  if (change.action !== 'replace') return undefined;
  const label = told(valueBefore(change, 'username'));
  return {
    told: say`The account of ${label} goes with its memberships, and a new one begins without any.`,
    asked: say`Is ${label} meant to lose the account, rather than to get another e-mail address or name?`,
  };
}

export const userRegistry: Kind = {
  noun: 'User registry',
  within: 'organization_id',
  facts: ({ change }) =>
    isLost(change)
      ? [{ told: say`All its users are deleted with it.`, asked: say`Can everybody in it sign in elsewhere?` }]
      : [],
};

export function disabled(change: Change): Fact | undefined {
  if (valueAfter(change, 'state') !== 'disabled' || valueBefore(change, 'state') === 'disabled') return undefined;
  return { told: say`Signing in is refused, and whatever is open is closed at once.`, about: ['state'] };
}
