import { expect, test } from '@jest/globals';
import { startApi } from '../api/start-api.ts';
import { orStop, together } from './started.ts';

const failing = () => Promise.reject(new Error('no'));

function recorder() {
  const stopped: string[] = [];
  const thing = (name: string) => ({ stop: async () => void stopped.push(name) });
  return { stopped, thing };
}

test('a step that fails stops what was started before it, and its error is the one that is told', async () => {
  const { stopped, thing } = recorder();
  await expect(orStop(failing(), thing('a'), { stop: failing }, thing('b'))).rejects.toThrow('no');
  expect(stopped).toEqual(['a', 'b']);
  expect(await orStop(Promise.resolve(1), thing('c'))).toBe(1);
  expect(stopped).toEqual(['a', 'b']);
});

test('of several that are started at once none is left when one fails, however late the others are there', async () => {
  const { stopped, thing } = recorder();
  const late = new Promise((resolve) => setTimeout(resolve, 20)).then(() => thing('late'));
  const closed = { close: async () => void stopped.push('browser') };
  await expect(together([failing(), late, Promise.resolve(closed), Promise.resolve('a path')])).rejects.toThrow('no');
  expect(stopped).toEqual(['late', 'browser']);
  expect(await together([Promise.resolve(1), Promise.resolve('a path')])).toEqual([1, 'a path']);
});

test('an API that nobody can sign in to is not left open', async () => {
  const servers = () => process.getActiveResourcesInfo().filter((each) => each === 'TCPServerWrap').length;
  const before = servers();
  await expect(startApi({ GATEPOST_ROLES: 'housekeeping' })).rejects.toThrow('sign-in failed');
  expect(servers()).toBe(before);
});
