import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { reviewCommand } from '../../cli/review.ts';
import { MARKER } from '../../review/comment/comment.ts';
import { FORGES, reviewOf } from '../../review/review.ts';
import { logText, planText } from './plan-text.ts';

const guide = readFileSync('docs/guides/review-in-a-pull-request.md', 'utf8');

test('the guide names options that there are, and the length that a comment may have', () => {
  const [command = ''] = /gatepost -- review .*/.exec(guide) ?? [];
  const named = [...command.matchAll(/--([a-z-]+) /g)].map(([, name]) => name);
  expect(named).toEqual(['plan-log', 'form', 'out']);
  expect(Object.keys(reviewCommand.options ?? {})).toEqual(expect.arrayContaining(named));
  for (const [forge, most] of Object.entries(FORGES))
    expect(guide).toContain(`\`--form ${forge}\`: ${most.toLocaleString('en')}`);
  expect(guide).toContain(MARKER);
});

test('the guide shows a comment as it is written', async () => {
  const shown = /```\n(### Plan.*?)```/s.exec(guide)?.[1] ?? 'none';
  const contents = '12 members, 1 catalog and 0 open invitations';
  const server = (name: string, title: string) => {
    const values = { id: name, title };
    return { name, actions: ['no-op'], before: values, after: values };
  };
  const plan = planText([
    server('main', 'Main relay'),
    server('backup', 'Backup relay'),
    {
      type: 'gatepost_provider_organization',
      name: 'acme',
      actions: ['delete'],
      before: { id: '1', title: 'ACME', name: 'acme' },
    },
    {
      type: 'gatepost_notification_settings',
      name: 'this',
      before: { email_server_id: 'main' },
      after: { email_server_id: 'backup' },
    },
  ]);
  const log = logText({
    severity: 'warning',
    summary: 'The organization and all in it are destroyed',
    detail: `The organization "acme" is destroyed with everything in it: ${contents}.`,
  });
  const comment = await reviewOf({ plan, log, forge: 'github' });
  expect(comment.slice(0, comment.indexOf('<details>'))).toBe(`${MARKER}\n${shown}\n`);
});
