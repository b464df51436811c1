import { join, Markdown, say } from '../markdown/markdown.ts';
import type { Change } from '../plan/plan.ts';
import { disabled } from './account.ts';
import { difference, isNew, isUpdated, referred, valueAfter } from './change.ts';
import type { Fact, Kind, Telling } from './fact.ts';
import { labelOf } from './label.ts';

export const role: Kind = {
  noun: 'Role',
  within: 'organization_id',
  facts: ({ change }) => [rights(change, 'permissions', 'Members with it')],
};

export const registration: Kind = {
  noun: 'Registration',
  facts: ({ change }) => [rights(change, 'scopes', 'It'), disabled(change)],
};

/** @param who begins a sentence */
function rights(change: Change, name: string, who: string): Fact | undefined {
  if (change.after === null || (!isNew(change) && !isUpdated(change, name))) return undefined;
  if (!Array.isArray(valueAfter(change, name))) return undefined;
  const { gained, lost } = difference(change, name);
  const parts = [
    ...(gained.length > 0 ? [say`may ${join(gained)}`] : []),
    ...(lost.length > 0 ? [say`may no longer ${join(lost)}`] : []),
  ];
  if (parts.length === 0) return undefined;
  const label = labelOf(change.after) ?? change.address;
  const strong = gained.filter((each) => each.endsWith('manage'));
  const told = new Markdown(`${who} ${join(parts, { last: ', and ' }).text}.`);
  return { told, about: [name], ...(strong.length > 0 && { asked: say`Does ${label} need ${join(strong)}?` }) };
}

export const member: Kind = {
  noun: 'Member',
  within: 'organization_id',
  subject: (telling) => say`Member ${whoIs(telling)}`,
  facts: (telling) => [roles(telling)],
};

function whoIs(telling: Telling): Markdown {
  const { change } = telling;
  const label = labelOf(change.after) ?? labelOf(change.before);
  return label === undefined ? referred(telling, 'user_id', change.after === null ? 'before' : 'after') : say`${label}`;
}

function roles(telling: Telling): Fact | undefined {
  const { change } = telling;
  const name = 'role_ids';
  if (isNew(change)) return { told: say`They have the roles ${referred(telling, name, 'after')}.`, about: [name] };
  if (change.action !== 'update' || !isUpdated(change, name)) return undefined;
  const [before, after] = [referred(telling, name, 'before'), referred(telling, name, 'after')];
  return {
    told: say`They will have the roles ${after} instead of ${before}.`,
    about: [name],
    asked: say`Does ${whoIs(telling)} need ${after}?`,
  };
}
