import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import { writeMessage } from '../../api/mail/content/written-message.ts';

const line = fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constant('.'));
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', ' ', ' \n', '\t\r\n', '')), { maxLength: 12 })
  .map((lines) => lines.flat().join(''));

const compile = (parts: { text?: string; html?: string }) =>
  new MailComposer({
    from: { name: 'Zoë, of the cloud', address: 'cloud@example.org' },
    to: 'a@example.org',
    subject: 'Grüße',
    newline: 'windows',
    ...parts,
  }).compile();

/** Whoever reads a mail puts a line together that was softly broken (RFC 2045, section 6.7), wherever that was. */
const joined = (message: Buffer) => message.toString().replace(/=\r\n/g, '');

/** As they may be at most in quoted-printable; headers of these messages are shorter. */
const LONGEST = 76;

describe('a message that is written at once', () => {
  test('is to the byte what its streams make of it but for soft breaks, whatever its texts', async () => {
    const both = fc.record({ text, html: text.filter((html) => html !== '') }, { requiredKeys: ['text'] });
    await fc.assert(
      fc.asyncProperty(both, async (parts) => {
        const message = compile(parts);
        const written = writeMessage(message);
        expect(joined(written)).toBe(joined(await message.build()));
        const isEncoded = written.includes('quoted-printable');
        const lines = written.toString().split('\r\n');
        if (isEncoded) expect(lines.filter(({ length }) => length > LONGEST)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('also with texts of some size, in each encoding', async () => {
    const plain = `${'A line of plain text.\n'.repeat(2_000)}`;
    const latin = 'Ein längerer Absatz ohne Umbruch. '.repeat(1_500);
    const chinese = '你好，世界。'.repeat(5_000);
    const encodings = [];
    for (const html of [plain, latin, chinese]) {
      const message = compile({ text: 'short', html });
      const written = writeMessage(message).toString();
      expect(written).toBe((await message.build()).toString());
      encodings.push([...written.matchAll(/^Content-Transfer-Encoding: (.+)\r$/gm)].at(-1)?.[1]);
    }
    expect(encodings).toEqual(['7bit', 'quoted-printable', 'base64']);
  });
});
