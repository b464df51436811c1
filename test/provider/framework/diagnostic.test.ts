import { expect, test } from '@jest/globals';
import { diagnosticMessages } from '../../../provider/framework/diagnostic.ts';

const messageOf = (summary: string, detail: string) => diagnosticMessages([{ severity: 'error', summary, detail }])[0];

test('a diagnostic moves no cursor, colours nothing and turns no writing around, whatever was said in it', () => {
  const message = messageOf('Refused \u001b[2J\u009b31m', 'One\r\n\ttwo\rthree \u202eruof \0\u0007 \ud800');
  expect(message).toMatchObject({
    summary: 'Refused \ufffd[2J\ufffd31m',
    detail: 'One\n\ttwo\ufffdthree \ufffdruof \ufffd\ufffd \ufffd',
  });
});

test('a diagnostic is no longer than somebody reads, however long what was said in it', () => {
  const message = messageOf('Refused', 'long '.repeat(1_000_000));
  expect(message?.detail.length).toBe(20_000);
  expect(message?.detail.endsWith('…')).toBe(true);
});
