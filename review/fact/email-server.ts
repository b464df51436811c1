import { say } from '../markdown/markdown.ts';
import type { Value } from '../plan/value.ts';
import { isNew, isUpdated, valueAfter, valueBefore } from './change.ts';
import type { Fact, Kind, Telling } from './fact.ts';

export const emailServer: Kind = {
  noun: 'Email server',
  facts: (telling) => [reached(telling), openly(telling)],
};

function reached({ change }: Telling): Fact | undefined {
  const place = (value: typeof valueAfter) =>
    say`${`${placeIn(value(change, 'host'))}:${placeIn(value(change, 'port'))}`}`;
  const about = ['host', 'port'];
  if (isNew(change)) return { told: say`It is reached at ${place(valueAfter)}.`, about };
  if (!about.some((name) => isUpdated(change, name))) return undefined;
  return {
    told: say`It will be reached at ${place(valueAfter)} instead of ${place(valueBefore)}.`,
    about,
    asked: say`Has a test mail left through ${place(valueAfter)}?`,
  };
}

const placeIn = (value: Value): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '…';

function openly({ change }: Telling): Fact | undefined {
  if (valueAfter(change, 'secure') !== false || valueBefore(change, 'secure') === false) return undefined;
  return {
    told: say`TLS will not be demanded of it: anybody on the way may read what is sent.`,
    about: ['secure'],
    asked: say`Why is mail to ${placeIn(valueAfter(change, 'host'))} not protected by TLS?`,
  };
}
