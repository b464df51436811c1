import { expect, test } from '@jest/globals';
import { formatLogLine } from '../../../provider/plugin/log.ts';

test('a log line is one JSON object whose four fields are strings, with microseconds in the time', () => {
  const at = new Date('2026-01-02T03:04:05.678Z');
  const line = formatLogLine('provider', 'warn', 'two\nlines', { id: '7', '@level': 'forged' }, at);
  expect(line.match(/\n/g)).toHaveLength(1);
  expect(JSON.parse(line)).toEqual({
    id: '7',
    '@level': 'warn',
    '@message': 'two\nlines',
    '@module': 'provider',
    '@timestamp': '2026-01-02T03:04:05.678000Z',
  });
});
