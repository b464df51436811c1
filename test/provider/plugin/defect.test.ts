import { expect, test } from '@jest/globals';
import { describeDefect } from '../../../provider/plugin/defect.ts';

const SECRET = 'hunter2';
const fields = (thrown: unknown) => JSON.parse(describeDefect(thrown));

test('the kind of an error that nobody expected and where it was are told, and nothing that it carries', () => {
  const error = new RangeError(`bad ${SECRET}\n    at ${SECRET}`, { cause: new Error(SECRET) });
  const line = describeDefect(Object.assign(error, { code: 'ERR_X', config: { body: SECRET } }));
  expect(line).not.toContain(SECRET);
  expect(JSON.parse(line)).toMatchObject({
    '@level': 'error',
    '@message': expect.stringMatching(/ends .*RangeError$/),
    code: 'ERR_X',
    stack: expect.stringMatching(/^\s+at .*defect\.test/),
  });
});

test.each([
  ['a text', SECRET, 'string'],
  ['nothing', undefined, 'undefined'],
  ['an object', { password: SECRET }, 'object'],
])('%s that is thrown is told by its type', (_, thrown, kind) => {
  expect(fields(thrown)).toMatchObject({ '@message': expect.stringContaining(kind), stack: '' });
  expect(describeDefect(thrown)).not.toContain(SECRET);
});
