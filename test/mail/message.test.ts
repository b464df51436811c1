import { describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { SHIPPED_LANGUAGES } from '../../api/language.ts';
import { durationInWords } from '../../api/mail/content/duration.ts';
import { composeMail, messageIdOf } from '../../api/mail/content/message.ts';
import { renderMail } from '../../api/mail/content/render.ts';
import { sampleVariables, shippedMails, shippedTemplate } from '../../api/mail/content/templates/index.ts';

const EVERY = shippedMails.flatMap(({ name }) => SHIPPED_LANGUAGES.map((language) => [name, language] as const));

const blank = { name: 'custom', variables: [], subject: '', body: '', body_html: '' };
const compose = (given: Partial<Parameters<typeof composeMail>[0]>) =>
  composeMail({
    sender: { name: 'API Cloud', address: 'cloud@example.org' },
    recipients: ['a@example.org'],
    content: { subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' },
    messageId: messageIdOf('3f0e', 'https://gatepost.example.org:9443'),
    ...given,
  });

describe('A message', () => {
  test('has sender, recipient, subject, both texts, and says that a machine wrote it', async () => {
    const parsed = await simpleParser((await compose({})).raw);
    expect(parsed.from?.value).toEqual([{ name: 'API Cloud', address: 'cloud@example.org' }]);
    expect(parsed).toMatchObject({ subject: 'Hello', messageId: '<3f0e@gatepost.example.org>', text: 'Hello' });
    expect(parsed.html).toContain('<p>Hello</p>');
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
  });

  test('has a date, both parts of it in the order of preference, and is no mailing list’s', async () => {
    const before = Date.now();
    const { raw } = await compose({});
    const { date, headers } = await simpleParser(raw);
    expect(Number(date)).toBeGreaterThan(before - 2_000);
    expect(Number(date)).toBeLessThanOrEqual(Date.now() + 1_000);
    const parts = [...raw.toString().matchAll(/^Content-Type: (\S+?);/gim)].map(([, type]) => type);
    expect(parts).toEqual(['multipart/alternative', 'text/plain', 'text/html']);
    expect([...headers.keys()].filter((name) => /^list/.test(name))).toEqual([]);
    for (const name of ['date', 'message-id', 'auto-submitted', 'mime-version'])
      expect(raw.toString().match(new RegExp(`^${name}:`, 'gim'))).toHaveLength(1);
  });

  test('goes to a domain of another script by its A-label, in envelope and header', async () => {
    const { envelope, raw } = await compose({
      sender: { name: 'Cloud', address: 'cloud@bücher.example' },
      recipients: ['ann@例え.テスト'],
    });
    expect(envelope).toMatchObject({ from: 'cloud@xn--bcher-kva.example', to: ['ann@xn--r8jz45g.xn--zckzah'] });
    expect(raw.toString()).toMatch(/^From: Cloud <cloud@xn--bcher-kva\.example>/m);
    expect(raw.toString()).toMatch(/^To: ann@xn--r8jz45g\.xn--zckzah/m);
    expect((await compose({ recipients: ['jörg@bücher.example'] })).envelope.to).toEqual([
      'jörg@xn--bcher-kva.example',
    ]);
    // What is no domain is left to the server, which says what is wrong with it.
    expect((await compose({ recipients: ['a@xn--iñvalid.com'] })).envelope.to).toEqual(['a@xn--iñvalid.com']);
  });

  test('gets no header from a line break in sender, recipient or subject', async () => {
    const { raw } = await compose({
      sender: { name: 'Cloud\r\nBcc: thief@example.org', address: 'cloud@example.org' },
      recipients: ['a@example.org\r\nCc: thief@example.org'],
      content: { subject: 'Hi\r\nX-Evil: yes\n\nbody', text: 't', html: 'h' },
    });
    const { headers } = await simpleParser(raw);
    for (const name of ['bcc', 'cc', 'x-evil']) expect(headers.has(name)).toBe(false);
  });

  test('to an address with a comma goes to that one address', async () => {
    expect((await compose({ recipients: ['a@example.org, b@example.org'] })).envelope.to).toHaveLength(1);
  });
});

describe('A template', () => {
  test.each(EVERY)('%s in %s renders from exactly the variables it lists', (name, language) => {
    const template = shippedTemplate(name, language);
    const values = Object.fromEntries(template.variables.map((variable) => [variable, `<${variable}> & co`]));
    const content = renderMail(template, values);
    for (const variable of template.variables) {
      expect(content.text).toContain(`<${variable}> & co`);
      expect(content.html).toContain(`&lt;${variable}&gt; &amp; co`);
      const { [variable]: _left, ...rest } = values;
      expect(() => renderMail(template, rest)).toThrow(`unknown variable "${variable}"`);
    }
    expect(content.html).not.toContain(`<${template.variables[0]}>`);
  });

  test.each(EVERY)(
    '%s in %s has a sample of every variable, and says the same in text and HTML',
    async (name, language) => {
      const samples = sampleVariables(name, language);
      const { subject, text = '', html = '' } = renderMail(shippedTemplate(name, language), samples);
      expect(subject).not.toContain('{{');
      const shown = (await simpleParser(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`)).text ?? '';
      const words = (all: string) => all.replace(/\s+/g, ' ').trim();
      for (const part of text.split('\n\n')) expect(words(shown)).toContain(words(part));
    },
  );

  test.each(EVERY)(
    '%s in %s is HTML that mail programs lay out, in dark mode too, and that fetches nothing',
    (name, language) => {
      const { body_html: html } = shippedTemplate(name, language);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toContain('<meta name="color-scheme" content="light dark">');
      expect(html).toContain('prefers-color-scheme: dark');
      expect(html).toContain('max-width:600px');
      expect(html).not.toMatch(/<img|<script|<link|src=|url\(|@import/i);
      // Tables that only lay out are said to be such, for whoever has the mail read out.
      expect(html.match(/<table/g)).toHaveLength(html.match(/<table role="presentation"/g)?.length ?? 0);
      // What is longer is cut off in some mail programs.
      expect(Buffer.byteLength(html)).toBeLessThan(100_000);
    },
  );

  test('that uses an unknown variable is refused by name, in whichever part', () => {
    for (const part of ['subject', 'body', 'body_html'] as const) {
      const template = { ...blank, [part]: '{{no_such}}' };
      expect(() => renderMail(template, {})).toThrow(`Template "custom", ${part}: unknown variable "no_such"`);
    }
  });

  test('reaches nothing but its variables', () => {
    for (const body of ['{{constructor}}', '{{__proto__}}', '{{toString}}', '{{log secret}}', '{{lookup this "x"}}']) {
      expect(() => renderMail({ ...blank, body }, { secret: 's' })).toThrow('Template "custom", body');
    }
  });

  test.each([
    '{{> part}}',
    '{{#*inline "a"}}x{{/inline}}{{> a}}',
    '{{* decorator}}',
    '{{#> layout}}x{{/layout}}',
    '{{helper name}}',
    '{{name key=1}}',
    '{{#name}}x{{/name}}',
    '{{^name}}x{{/name}}',
    '{{#each name}}x{{/each}}',
    '{{#with name}}x{{/with}}',
    '{{#if (helper name)}}x{{/if}}',
    '{{#if name includeZero=true}}x{{/if}}',
    '{{#if name as |x|}}x{{/if}}',
    '{{../name}}',
    '{{name.length}}',
    '{{this}}',
    '{{@root}}',
    '{{1}}',
    '{{"name"}}',
  ])('%s is refused', (body) => {
    expect(() => renderMail({ ...blank, body }, { name: 'n' })).toThrow(
      /^Template "custom", body: .*possible|takes one/,
    );
  });

  test('chooses with if and unless, and leaves no empty line where a block stands', () => {
    const body =
      '{{! a note }}Hello\n{{#if name}}\n{{name}}\n{{else if other}}\n{{other}}\n{{else}}\nyou\n{{/if}}\n{{#unless name}}!{{/unless}}';
    const text = (variables: Record<string, string>) => renderMail({ ...blank, body }, variables).text;
    expect(text({ name: 'Eve', other: '' })).toBe('Hello\nEve\n');
    expect(text({ name: '', other: 'Adam' })).toBe('Hello\nAdam\n!');
    expect(text({ name: '', other: '' })).toBe('Hello\nyou\n!');
  });

  test('names an unknown variable also where it is not chosen', () => {
    const body = '{{#if name}}{{no_such}}{{/if}}';
    expect(() => renderMail({ ...blank, body }, { name: '' })).toThrow('unknown variable "no_such"');
  });

  test('has at most 16 levels, 256 spaces in a row and a million characters', () => {
    const levels = (count: number) => '{{#if name}}'.repeat(count) + '{{/if}}'.repeat(count);
    const text = (body: string, name = 'n') => renderMail({ ...blank, body }, { name }).text;
    expect(text(levels(15))).toBe('');
    expect(() => text(levels(16))).toThrow('16 levels');
    expect(() => text('{{#if name}}{{/if}}'.repeat(31))).toThrow('30 blocks');
    expect(() => text('{{name}}'.repeat(1001))).toThrow('1000 expressions');
    expect(text('{{name}}'.repeat(1000))).toHaveLength(1000);
    expect(text(' '.repeat(256))).toHaveLength(256);
    expect(() => text(' '.repeat(257))).toThrow('256 spaces');
    expect(text('{{name}}', 'n'.repeat(1_000_000))).toHaveLength(1_000_000);
    expect(() => text('{{name}}{{name}}', 'n'.repeat(500_001))).toThrow('1000000 characters');
  });

  test('has a subject of one line, whatever is put in', () => {
    const { subject } = renderMail({ ...blank, subject: 'For {{name}}' }, { name: 'Eve\r\nBcc: thief@example.org' });
    expect(subject).toBe('For Eve Bcc: thief@example.org');
  });

  test('that nobody ships is named in the error', () => {
    expect(() => shippedTemplate('no-such')).toThrow('There is no mail template "no-such"');
  });
});

test('Lifetimes are said in words, in the language of whoever reads them', () => {
  expect([172_800, 86_400, 129_600, 5_400, 61].map((seconds) => durationInWords(seconds))).toEqual([
    '2 days',
    '1 day',
    '36 hours',
    '90 minutes',
    '61 seconds',
  ]);
  expect([172_800, 86_400, 5_400].map((seconds) => durationInWords(seconds, 'de-AT'))).toEqual([
    '2 Tage',
    '1 Tag',
    '90 Minuten',
  ]);
});
