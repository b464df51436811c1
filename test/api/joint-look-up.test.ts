import { expect, test } from '@jest/globals';
import { createJointLookUp } from '../../api/access/joint-look-up.ts';

interface Run {
  value: number;
  end(error?: Error): void;
}

/** A look-up whose runs end when the test says so; each answers what number of run it was. */
function look() {
  const runs: Run[] = [];
  const joint = createJointLookUp<number>();
  const ask = (key = 'a') =>
    joint(
      key,
      () =>
        new Promise<number>((resolve, reject) => {
          const value = runs.length + 1;
          runs.push({ value, end: (error) => (error ? reject(error) : resolve(value)) });
        }),
    );
  return { runs, ask };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('who asks while a look-up is under way gets the next one, together with all who asked meanwhile', async () => {
  const { runs, ask } = look();
  const first = ask();
  const second = ask();
  const third = ask();
  expect(runs).toHaveLength(1);
  runs[0]?.end();
  expect(await first).toBe(1);
  await settled();
  expect(runs).toHaveLength(2);
  const fourth = ask();
  runs[1]?.end();
  expect([await second, await third]).toEqual([2, 2]);
  await settled();
  runs[2]?.end();
  expect(await fourth).toBe(3);
  expect(runs).toHaveLength(3);
});

test('nobody gets what was looked up before they asked', async () => {
  const { runs, ask } = look();
  const first = ask();
  runs[0]?.end();
  const second = ask();
  await first;
  await settled();
  runs[1]?.end();
  expect(await second).toBe(2);
});

test('different keys do not wait for each other', async () => {
  const { runs, ask } = look();
  void ask('a');
  const other = ask('b');
  expect(runs).toHaveLength(2);
  runs[1]?.end();
  expect(await other).toBe(2);
});

test('a look-up that fails fails for those who share it, and the next one begins all the same', async () => {
  const { runs, ask } = look();
  const first = ask();
  const second = ask();
  runs[0]?.end(new Error('the first'));
  await expect(first).rejects.toThrow('the first');
  await settled();
  const third = ask();
  runs[1]?.end(new Error('the second'));
  await expect(second).rejects.toThrow('the second');
  await settled();
  runs[2]?.end();
  expect(await third).toBe(3);
});
