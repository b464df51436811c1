import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { marked } from 'marked';
import { commentOf, MARKER } from '../../review/comment/comment.ts';
import { readLog } from '../../review/plan/read-log.ts';
import { readPlan } from '../../review/plan/read-plan.ts';
import { FORGES, reviewOf } from '../../review/review.ts';
import { growthOf, MAX_GROWTH } from '../api/cost.ts';
import { logText, planText } from './plan-text.ts';

const HOSTILE = [
  '@everybody',
  '<img src=x onerror=alert(1)>',
  '[click](https://evil.example.com)',
  '![](https://evil.example.com/pixel.png)',
  'https://evil.example.com www.evil.example.com a@evil.example.com',
  '`code` ``more`` `',
  '`````',
  '| a | b |\n|---|---|',
  '</details>\n\n# Approved by @boss',
  '```\n```diff\n</code></pre>',
  '<!-- gatepost review -->',
  '\n/close\n/approve',
  '#1 !2 $3 &4 %5 ~label GH-12',
  '**bold** _it_ ~~no~~ \\@escaped &#64;all &commat;all',
  '\u202eReversed \u200bhidden \ud800',
  '$\\color{red}x$ :rocket: [[wiki]]',
];

/** Whatever stands in code is text to a forge; the rest must be ours alone. */
function outsideCode(comment: string): string {
  const html = marked.parse(comment, { async: false, gfm: true });
  return html.replace(/<(code|pre)\b[^>]*>.*?<\/\1>/gs, '');
}

const OURS = /<\/?(h3|h4|ul|li|p|strong|details|summary)>|<!-- gatepost review -->/g;

function expectHarmless(comment: string): void {
  const left = outsideCode(comment).replace(OURS, '');
  expect(left).not.toMatch(/[<>@#|[\]]|:\/\/|www\.|&(?!quot;|#39;)/);
  expect(comment).not.toMatch(/[\u202e\u200b\ud800-\udbff](?![\udc00-\udfff])/);
  // A line of its own could be an order to a forge.
  expect(comment).not.toMatch(/^\//m);
  expect(comment.split(MARKER).length - 1).toBeGreaterThanOrEqual(1);
  expect(outsideCode(comment).split(MARKER)).toHaveLength(2);
}

/** A text everywhere where others may have written one. */
function everywhere(text: string): Promise<string> {
  const values = { id: 'a', title: text, host: text, port: 1, summary: text, [text]: text };
  const changes = [
    { name: 'a', before: { ...values, title: 'Old' }, after: values, address: `gatepost_email_server.a["${text}"]` },
    { name: 'b', actions: ['create'], after: values },
    { name: 'c', actions: ['delete'], before: values },
    { name: 'd', actions: ['delete', 'create'], before: values, after: values, further: { action_reason: text } },
    { type: text, name: text, actions: ['create'], after: { name: text, list: [text, { [text]: text }] } },
    {
      type: 'gatepost_notification_settings',
      before: { email_server_id: text, sender: { name: text, address: text } },
      after: { email_server_id: 'a', sender: { name: text, address: `${text}2` }, dkim: { domain: text } },
    },
    { type: 'gatepost_role', after: { title: text, permissions: [text] }, before: { title: text, permissions: [] } },
    { type: 'gatepost_organization_invitation', actions: ['create'], after: { email: text, notify: true } },
    { name: 'moved', actions: ['no-op'], before: values, after: values, further: { previous_address: text } },
  ];
  const plan = planText(changes, {
    terraform_version: text,
    action_invocations: [
      {
        address: text,
        type: text,
        lifecycle_action_trigger: { triggering_resource_address: text, action_trigger_event: text },
      },
    ],
    output_changes: { [text]: { actions: ['create'], before: null, after: text } },
    checks: [
      { address: { to_display: text }, status: 'fail', instances: [{ status: 'fail', problems: [{ message: text }] }] },
    ],
  });
  const log = logText({ severity: 'warning', summary: text, detail: text, address: text });
  return reviewOf({ plan, log, forge: 'gitlab' });
}

describe('what others wrote into a plan', () => {
  test.each(HOSTILE)('is text to a forge: %j', async (text) => {
    const comment = await everywhere(text);
    expectHarmless(comment);
  });

  test('is text to a forge, whatever it is', async () => {
    const part = fc.oneof(
      fc.constantFrom(...HOSTILE, '`', '``', ' ', '\n', '\\', '&', '<', '@a', '](x)'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (each) => expectHarmless(await everywhere(each))),
      { numRuns: 300 },
    );
  });

  test('would be found outside of code: the search proves itself', () => {
    for (const planted of ['@everybody', '<b>', '[a](b)', 'https://a.example.com'])
      expect(() => expectHarmless(`${MARKER}\n- ${planted}\n`)).toThrow();
  });
});

describe('a plan that is too long for a comment', () => {
  const server = (index: number) => ({
    name: `server_${index}`,
    actions: [['create'], ['delete'], ['update'], ['delete', 'create']][index % 4] ?? [],
    before: { id: `${index}`, title: `Relay ${index}`, host: 'a'.repeat(200), port: 1 },
    after: { id: `${index}`, title: `Relay ${index}`, host: 'b'.repeat(200), port: 1 },
  });
  const plan = (count: number) => planText(Array.from({ length: count }, (_, index) => server(index)));

  test.each([[100], [1_000], [5_000]])('of %d objects fits, and says what is left out', async (count) => {
    for (const [forge, most] of Object.entries(FORGES)) {
      const comment = await reviewOf({ plan: plan(count), log: '', forge: forge as keyof typeof FORGES });
      expect(comment.length).toBeLessThanOrEqual(most);
      expect(comment).toContain(`${count / 4} to destroy,`);
      expect(comment.trimEnd().endsWith('</details>')).toBe(true);
      expectHarmless(comment);
      if (count === 5_000) expect(comment).toMatch(/and \d+ more, for which the comment has no room/);
    }
  });

  test('loses what is least before what must be read', async () => {
    const comment = await reviewOf({
      plan: plan(1_000),
      log: logText({ severity: 'warning', summary: 'Read this' }),
      forge: 'github',
    });
    expect(comment).toContain('**Read this**');
    expect(comment).toContain('`gatepost_email_server.server_1`');
    expect(comment).toMatch(/#### Created\n\n- … and 250 more/);
  });

  test('has lists of bounded length, however long a single object is', async () => {
    const permissions = Array.from({ length: 2_000 }, (_, index) => `org/permission-${index}:manage`);
    const long = { type: 'gatepost_role', before: { title: 'a', permissions: [] }, after: { title: 'a', permissions } };
    const wide = { before: {}, after: Object.fromEntries(permissions.map((name) => [name, 'x'.repeat(1_000)])) };
    const comment = await reviewOf({ plan: planText([long, wide]), log: '', forge: 'github' });
    expect(comment).toContain('and 1990 more');
    expect(comment).toContain('and 1970 more');
    expect(comment.length).toBeLessThanOrEqual(FORGES.github);
  });
});

describe('a plan that grows', () => {
  const many = <T>(count: number, make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const lost = (index: number) => ({
    type: 'gatepost_provider_organization',
    name: `org_${index}`,
    actions: ['delete'],
    before: { id: `${index}`, name: `org-${index}`, title: `Organization ${index}` },
  });
  const said = (organization: string, count: string) => ({
    severity: 'warning',
    summary: 'An organization goes',
    detail: `The organization "${organization}" is destroyed with everything in it: ${count}`,
  });
  const wide = (count: number) => Object.fromEntries(many(count, (index) => [`name_${index}`, index]));

  const CASES: [string, number, (size: number) => string, ((size: number) => string)?][] = [
    ['by the attributes of one object', 2_000, (size) => planText([{ before: {}, after: wide(size) }])],
    [
      'by the entries of one list',
      4_000,
      (size) => {
        const [permissions, others] = [many(size, (n) => `org/a-${n}`), many(size, (n) => `org/b-${n}`)];
        return planText([{ type: 'gatepost_role', before: { permissions }, after: { permissions: others } }]);
      },
    ],
    ['by organizations that go', 1_000, (size) => planText(many(size, lost))],
    [
      'by organizations that go, each with a warning',
      500,
      (size) => planText(many(size, lost)),
      (size) => logText(...many(size, (index) => said(`org-${index}`, '1 member, 2 catalogs and 3 open invitations'))),
    ],
    [
      'by the digits of a warning',
      20_000,
      () => planText([lost(1)]),
      (size) => logText(said('org-1', '1'.repeat(size))),
    ],
    [
      'by references',
      500,
      (size) => {
        const type = 'gatepost_notification_settings';
        const changes = many(size, (n) => ({
          type,
          name: `s${n}`,
          before: { email_server_id: 'a' },
          after: {},
          unknown: { email_server_id: true },
        }));
        const resources = many(size, (n) => ({
          type,
          name: `s${n}`,
          expressions: { email_server_id: { references: ['a.b'] } },
        }));
        return planText(changes, { configuration: { root_module: { resources } } });
      },
    ],
  ];

  test.each(CASES)('%s takes no longer than it is larger', (name, size, plan, log = () => '') => {
    // The texts are made before: what is measured is the review.
    const texts = new Map<string, [string, string]>();
    const make = (count: number) => {
      texts.set(String(count), [plan(count), log(count)]);
      return String(count);
    };
    const run = (count: string) => {
      const [planned = '', logged = ''] = texts.get(count) ?? [];
      return commentOf(
        readPlan(planned, () => false),
        readLog(logged),
        FORGES.github,
      );
    };
    expect(growthOf({ name, size, make, run })).toBeLessThan(MAX_GROWTH);
  });
});
