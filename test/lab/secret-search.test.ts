import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { searchBytes } from '../../lab/secret-search.ts';

const SECRET = 'p@ss "wörd"/7<&>';
const secrets = [{ name: 'password', value: SECRET }];

const base64 = (value: string | Buffer) => Buffer.from(value).toString('base64');

describe('the search for secrets', () => {
  test.each([
    ['as it is', `before ${SECRET} after`],
    ['in JSON', JSON.stringify({ outer: [{ inner: SECRET }] })],
    [
      'in JSON as Go writes it',
      JSON.stringify({ inner: SECRET }).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
    ],
    ['in UTF-16', Buffer.from(`x${SECRET}`, 'utf16le')],
    ['URL-encoded', `https://a.example/?p=${encodeURIComponent(SECRET)}`],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
    ['in base64', base64(SECRET)],
    ['in base64 after one other byte', base64(`1${SECRET}`)],
    ['in base64 after two other bytes', base64(`22${SECRET}`)],
    ['in base64 that other letters touch', `abc${base64(`1${SECRET}9`)}`],
    ['in base64url', Buffer.from(`?${SECRET}?`).toString('base64url')],
    ['in base64 of base64', base64(base64(SECRET))],
    ['compressed', gzipSync(SECRET)],
    [
      'compressed in base64 in JSON, as private data may be',
      JSON.stringify({ private: base64(gzipSync(JSON.stringify({ a: SECRET }))) }),
    ],
    ['in JSON in base64 in JSON', JSON.stringify({ private: base64(JSON.stringify({ deep: base64(SECRET) })) })],
  ])('finds one %s', async (_how, bytes) => {
    const findings = await searchBytes(Buffer.from(bytes), 'file', secrets);
    expect(findings[0]).toMatchObject({ secret: 'password', where: expect.stringMatching(/^file/) });
    expect(JSON.stringify(findings)).not.toContain('wörd');
  });

  test('finds nothing where there is nothing', async () => {
    const text = JSON.stringify({ private: base64(gzipSync('p@ss "wörd"/8')), other: 'p@ss "word"/7<&>' });
    expect(await searchBytes(Buffer.from(text), 'file', secrets)).toEqual([]);
  });
});
