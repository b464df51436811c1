import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { readConfig } from '../../api/config.ts';
import { commandsOf, readDocument } from './document.ts';

test('the settings of several machines are a configuration that the API takes', () => {
  const exports = commandsOf(readDocument('docs/site/operations/scaling.md')).flatMap((command) => {
    const [, name = '', value = ''] = /^export (\w+)='?([^']*)'?$/.exec(command) ?? [];
    return name === '' ? [] : [[name, value]];
  });
  expect(exports.length).toBeGreaterThan(4);
  const config = readConfig(Object.fromEntries(exports), () => randomBytes(32).toString('base64'));
  expect(config).toMatchObject({ host: '0.0.0.0', publicUrl: 'https://gatepost.example.com' });
});

test('the settings under which a restored backup is tried send nothing anywhere', () => {
  const { text } = readDocument('docs/site/operations/backup.md');
  const [, value = ''] = /`GATEPOST_SMTP_DENY` of `([^`]+)`/.exec(text) ?? [];
  expect(() => readConfig({ GATEPOST_SMTP_DENY: value }, () => '')).not.toThrow();
  expect(value).toBe('0.0.0.0/0,::/0');
});
