import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { curlOf } from '../../api/pages/as-code/curl.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'gatepost-curl-'));
  // Says what it was called with, a word a line, and passes on what it was given to send.
  await writeFile(join(directory, 'curl'), '#!/bin/bash\nprintf "%s\\n" "$@" | sed "s/^/# /"\ncat\n');
  await chmod(join(directory, 'curl'), 0o700);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** What somebody sends who pastes the text into bash. */
function pasted(text: string): { words: string[]; body: unknown } {
  const env = {
    PATH: `${directory}:/usr/bin:/bin`,
    GATEPOST_ENDPOINT: 'https://gate.acme.test',
    GATEPOST_TOKEN: 'token',
  };
  const lines = execFileSync('bash', [], { input: text, env }).toString().split('\n');
  const words = lines.filter((line) => line.startsWith('# ')).map((line) => line.slice(2));
  return { words, body: JSON.parse(lines.slice(words.length).join('\n')) };
}

/** Pieces that mean something to bash or to JSON, and any characters that a database keeps. */
const piece = fc.oneof(
  fc.constantFrom(
    'JSON',
    '\nJSON\n',
    "'",
    '"',
    '`',
    '$(id)',
    '\u0024{HOME}',
    '\\',
    '\n',
    '\r\n',
    '!',
    '<<',
    '\u2028',
    '\u001b[2J',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }).map((text) => text.replace(/[\0\p{Cs}]/gu, '')),
);
const anyText = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));

test('whatever an object holds, bash hands it to curl as it is', () => {
  fc.assert(
    fc.property(anyText, anyText, (title, summary) => {
      const { words, body } = pasted(curlOf('/orgs/admin/truststores/a', { type: 'truststore', title, summary }));
      expect(body).toMatchObject({ title, summary });
      expect(words).toEqual([
        ...['--fail-with-body', '-X', 'POST', 'https://gate.acme.test/api/orgs/admin/truststores'],
        ...['-H', 'Authorization: Bearer token', '--json', '@-'],
      ]);
    }),
    { numRuns: 200 },
  );
});
