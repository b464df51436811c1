import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '../../toolbox/poll.ts';

describe('waiting until an answer fits', () => {
  test('asks again and again, and gives the first that fits', async () => {
    let count = 0;
    const ask = async () => {
      count += 1;
      return count < 3 ? undefined : { count };
    };
    const answer: { count: number } = await waitUntil(ask, (found) => found !== undefined, { everyMs: 1 });
    expect(answer).toEqual({ count: 3 });
  });

  test('gives up in time, with the last answer or the given words in the error', async () => {
    const never = () => false;
    const soon = { timeoutMs: 20, everyMs: 5 };
    await expect(waitUntil(() => ({ state: 'held' }), never, soon)).rejects.toThrow(
      'within 20 ms; the last answer: {"state":"held"}',
    );
    const describe = (count: number) => `Only ${count} came.`;
    await expect(waitUntil(() => 2, never, { ...soon, describe })).rejects.toThrow('Only 2 came.');
  });

  test('passes on what asking throws', async () => {
    const fail = () => {
      throw new Error('no answer');
    };
    await expect(waitUntil(fail, () => true)).rejects.toThrow('no answer');
  });
});
