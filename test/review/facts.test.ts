import { expect, test } from '@jest/globals';
import { factsOf } from '../../review/review.ts';
import { changeGiven, logText, planText } from './plan-text.ts';

const ORGANIZATION = { type: 'gatepost_provider_organization', name: 'acme' };
const SECRET = 'hunter2';
const server = (host: string, password: string) => ({ title: 'Relay', host, password });

test('programs get changes, warnings, drift and questions, each of them whole', async () => {
  const plan = planText([{ ...ORGANIZATION, actions: ['delete'], before: { id: '1', title: 'ACME', name: 'acme' } }], {
    resource_drift: [changeGiven({ before: server('a', SECRET), after: server('b', SECRET) })],
    checks: [
      {
        address: { to_display: 'check.mail' },
        status: 'fail',
        instances: [{ status: 'fail', problems: [{ message: 'It is off.' }] }],
      },
    ],
    action_invocations: [{ address: 'action.x.y', type: 'x' }],
  });
  const log = logText({ severity: 'error', summary: 'No', detail: 'Never.', address: 'gatepost_email_server.a' });
  const facts = await factsOf({ plan, log });
  expect(facts).toEqual({
    is_failed: false,
    is_complete: true,
    changes: [
      {
        address: 'gatepost_provider_organization.acme',
        type: 'gatepost_provider_organization',
        becomes: 'destroyed',
        told: expect.stringContaining('Organization `ACME` will be destroyed'),
        details: [expect.stringContaining('Everything in it is destroyed too')],
      },
    ],
    drift: [
      {
        address: 'gatepost_email_server.a',
        type: 'gatepost_email_server',
        told: expect.stringContaining('is not as it was left'),
        details: ['`host`: `b` instead of `a`'],
      },
    ],
    warnings: [{ severity: 'error', summary: 'No', detail: 'Never.', address: 'gatepost_email_server.a' }],
    failed_conditions: [{ address: 'check.mail', problems: ['It is off.'] }],
    actions: [{ address: 'action.x.y', type: 'x', trigger: null }],
    questions: [
      expect.stringContaining('Is `ACME` meant to go'),
      expect.stringContaining('Who changed `Relay` (`gatepost_email_server.a`)'),
    ],
  });
  expect(JSON.stringify(facts)).not.toContain(SECRET);
});
