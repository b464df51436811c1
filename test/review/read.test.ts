import { describe, expect, test } from '@jest/globals';
import { PlanError } from '../../review/plan/plan-error.ts';
import { reviewOf } from '../../review/review.ts';
import { changeGiven, logText, planText } from './plan-text.ts';

const review = (plan: string, log?: string) => reviewOf({ plan, log, forge: 'github' });

describe('a secret', () => {
  const marked = {
    type: 'other_thing',
    before: { token: 'first secret', list: ['seen', 'second secret'], object: { inner: 'third secret' }, seen: 'a' },
    after: { token: 'fourth secret', list: ['seen', 'second secret'], object: { inner: 'fifth secret' }, seen: 'b' },
    beforeSensitive: { token: true, list: [false, true], object: { inner: true } },
    afterSensitive: { token: true, list: [false, true], object: { inner: true } },
  };

  test('is not shown where the plan marks it, but that it changes is', async () => {
    const comment = await review(planText([marked]));
    expect(comment).not.toContain('secret');
    expect(comment).toContain('Its `token` changes.');
    expect(comment).toContain('Its `object.inner` changes.');
    expect(comment).toContain('+  token = (sensitive)');
    expect(comment).toContain('`seen`: `b` instead of `a`');
    // What is the same before and after is no change, though nobody may see it.
    expect(comment).not.toContain('list');
  });

  test('is not shown where the plan forgot to mark it, but the schema of the provider does not', async () => {
    const oauth2 = { client_id: 'seen', client_secret: 'nested secret', client_secret_wo: 'other secret' };
    const after = { title: 'A', password: 'plain secret', password_wo: 'written secret', oauth2 };
    const comment = await review(planText([{ actions: ['create'], after }]));
    expect(comment).not.toMatch(/(nested|other|plain|written) secret/);
    expect(comment).toContain('client_id        = "seen"');
  });

  test('is not shown where a whole object or an output is marked', async () => {
    const whole = { ...marked, beforeSensitive: true, afterSensitive: true };
    const output = {
      actions: ['update'],
      before: 'old secret',
      after: 'new secret',
      before_sensitive: true,
      after_sensitive: true,
    };
    const comment = await review(planText([whole], { output_changes: { key: output } }));
    expect(comment).not.toContain('secret');
    expect(comment).toContain('+  key = (sensitive)');
  });

  test('is not shown by variables, state or configuration, which a plan has in clear', async () => {
    const state = {
      address: 'a.b',
      type: 'a',
      values: { id: '1', title: 'hidden secret' },
      sensitive_values: { title: true },
    };
    const server = { before: null, actions: ['create'], after: { title: 'A' } };
    const comment = await review(
      planText([server], {
        variables: { password: { value: 'variable secret' } },
        prior_state: { values: { root_module: { resources: [state] } } },
        configuration: { root_module: { variables: { password: { default: 'default secret', sensitive: true } } } },
      }),
    );
    expect(comment).not.toContain('secret');
  });
});

describe('what is no plan is refused, and told what to give', () => {
  test.each([
    ['a text', 'Terraform will perform', /not JSON.*terraform show -json/],
    ['a state', JSON.stringify({ format_version: '1.0', values: {} }), /no plan.*of a saved plan/],
    ['something else', '[]', /no plan/],
    ['nothing', 'null', /no plan/],
    [
      'a later format',
      JSON.stringify({ format_version: '2.0', planned_values: {} }),
      /format_version "2\.0".*reads 1\.x/,
    ],
    ['a list of changes that is none', planText([], { resource_changes: {} }), /at resource_changes/],
    ['an action that nobody knows', planText([{ actions: ['explode'] }]), /action that is not known: "explode"/],
    ['a change without actions', planText([{ actions: [] }]), /action that is not known/],
  ])('%s', async (_, text, advice) => {
    const failure = await review(text).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PlanError);
    expect(String(failure)).toMatch(advice);
  });

  test('a value, a state or a configuration that is nested to exhaust its reader', async () => {
    const deep = (open: string, close: string) => `${open.repeat(20_000)}1${close.repeat(20_000)}`;
    const put = (name: string, text: string) => `${planText([]).slice(0, -1)},"${name}":${text}}`;
    const change = JSON.stringify(changeGiven({ after: { a: 0 } })).replace(
      '"after":{"a":0}',
      `"after":${deep('{"a":', '}')}`,
    );
    const texts = [
      planText([]).replace('"resource_changes":[]', `"resource_changes":[${change}]`),
      put('prior_state', `{"values":{"root_module":${deep('{"child_modules":[', ']}').replace('1', '{}')}}}`),
    ];
    for (const text of texts) {
      JSON.parse(text);
      await expect(review(text)).rejects.toThrow(PlanError);
    }
  });

  test('a log that is none, by the number of its line', async () => {
    const log = `${logText({ severity: 'warning', summary: 'First' })}\nWarning: not JSON\n`;
    await expect(review(planText([]), log)).rejects.toThrow(/Line 3 of the plan's log/);
  });
});

test('the same plan gives the same words, and errors and warnings stand once, errors first', async () => {
  const warning = { severity: 'warning', summary: 'A warning' };
  const error = { severity: 'error', summary: 'An error', detail: 'Two\nlines' };
  const plan = planText([{ actions: ['create'], after: { title: 'A', host: 'a', port: 1 } }]);
  const log = logText(warning, error, warning);
  const [one, two] = await Promise.all([review(plan, log), review(plan, log)]);
  expect(one).toBe(two);
  // The engine says them as they come.
  expect(await review(plan, logText(warning, warning, error))).toBe(one);
  expect(one.match(/A warning/g)).toHaveLength(1);
  expect(one.indexOf('An error')).toBeLessThan(one.indexOf('A warning'));
  expect(one).toContain('**Error:** **An error**\n  - Two lines');
});

test('without the log of the plan the comment says that warnings are missing', async () => {
  expect(await review(planText([]))).toContain('was not given to this review');
  expect(await review(planText([]), '')).not.toContain('Warnings');
});

test('a plan that changes outputs alone says so', async () => {
  const output = { actions: ['create'], before: null, after: 'a' };
  expect(await review(planText([], { output_changes: { a: output } }))).toContain('### Only outputs change\n');
});

test('what was left of a replacement, and a new object that comes first, are told as such', async () => {
  const before = { id: '1', title: 'Old' };
  const comment = await review(
    planText([
      { name: 'left', actions: ['delete'], before, further: { deposed: 'ab12' } },
      { name: 'first', actions: ['create', 'delete'], before, after: { title: 'New' } },
      { name: 'module', actions: ['delete'], before, further: { action_reason: 'delete_because_no_module' } },
      {
        name: 'broken',
        actions: ['delete', 'create'],
        before,
        after: before,
        further: { action_reason: 'replace_because_tainted' },
      },
    ]),
  );
  expect(comment).toContain('`Old`: what was left of an earlier replacement will be destroyed.');
  expect(comment).toContain('`New` will be destroyed and made anew, the new one first.');
  expect(comment).toContain('`Old` will be destroyed, since the configuration has its module no longer.');
  expect(comment).toContain('`Old` will be destroyed and made anew, since it was not made whole.');
});

test('what is done besides is told, with what it follows', async () => {
  const trigger = { triggering_resource_address: 'gatepost_email_server.a', action_trigger_event: 'after_create' };
  const comment = await review(
    planText([], {
      action_invocations: [
        {
          address: 'action.gatepost_send_test_email.me',
          type: 'gatepost_send_test_email',
          lifecycle_action_trigger: trigger,
        },
        {
          address: 'action.gatepost_retry_deliveries.all',
          type: 'gatepost_retry_deliveries',
          invoke_action_trigger: {},
        },
        { address: 'action.other.thing', type: 'other' },
      ],
    }),
    '',
  );
  expect(comment).toContain('### Plan: 3 to do besides');
  expect(comment).toContain(
    '- A test mail is sent, after create of `gatepost_email_server.a`. (`action.gatepost_send_test_email.me`)\n' +
      '- Mail that failed or may have left is sent again, as whoever planned has asked. (`action.gatepost_retry_deliveries.all`)\n' +
      '- An action is run, as whoever planned has asked. (`action.other.thing`)\n',
  );
});

test('where the API told no numbers, what goes with an organization is counted in the plan', async () => {
  const organization = {
    type: 'gatepost_provider_organization',
    actions: ['delete'],
    before: { id: '1', title: 'ACME', name: 'acme' },
  };
  const member = (index: number) => ({
    type: 'gatepost_member',
    name: `m${index}`,
    actions: ['delete'],
    before: { id: `m${index}`, organization_id: '1', name: `m${index}` },
  });
  const members = Array.from({ length: 12 }, (_, index) => member(index));
  expect(await review(planText([organization, ...members]), '')).toContain('12 members of this configuration');
  expect(await review(planText([organization]), '')).toContain('its members, its catalogs and its open invitations');
});
