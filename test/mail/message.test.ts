import { describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { durationInWords } from '../../api/mail/duration.ts';
import { composeMail, messageIdOf } from '../../api/mail/message.ts';
import { renderMail } from '../../api/mail/render.ts';
import { shippedTemplate, templates } from '../../api/mail/templates/index.ts';

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
  test.each(templates.map(({ name }) => name))('%s renders from exactly the variables it lists', (name) => {
    const template = shippedTemplate(name);
    const values = Object.fromEntries(template.variables.map((variable) => [variable, `<${variable}> & co`]));
    const content = renderMail(template, values);
    for (const variable of template.variables) {
      expect(content.text).toContain(`<${variable}> & co`);
      expect(content.html).toContain(`&lt;${variable}&gt; &amp; co`);
      const { [variable]: _left, ...rest } = values;
      expect(() => renderMail(template, rest)).toThrow(`unknown variable "${variable}"`);
    }
    expect(content.html).not.toMatch(/<img|<script/);
    expect(content.html).not.toContain(`<${template.variables[0]}>`);
  });

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

test('Lifetimes are said in words', () => {
  expect([172_800, 86_400, 129_600, 5_400, 61].map(durationInWords)).toEqual([
    '2 days',
    '1 day',
    '36 hours',
    '90 minutes',
    '61 seconds',
  ]);
});
