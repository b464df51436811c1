import type { Mutant } from './mutant.ts';

const WORKER = ['test/mail/worker.test.ts', 'test/mail/outbox.test.ts'];

/** Faults by which mail would be lost, sent twice or sent to where it must not go. */
export const mailMutants: readonly Mutant[] = [
  {
    fault: 'two workers take one mail',
    file: 'api/mail/claim.ts',
    from: 'FOR UPDATE SKIP LOCKED)',
    to: ')',
    tests: WORKER,
  },
  {
    fault: 'what a dead worker left is never taken',
    file: 'api/mail/claim.ts',
    from: `OR (state = 'sending' AND lease_until < now())`,
    to: '',
    tests: WORKER,
  },
  {
    fault: 'mail is tried again before its time',
    file: 'api/mail/claim.ts',
    from: `(state = 'queued' AND next_attempt_at <= now())`,
    to: `(state = 'queued')`,
    tests: WORKER,
  },
  {
    fault: 'a late worker overwrites what another one wrote',
    file: 'api/mail/attempt-result.ts',
    from: `WHERE id = $1 AND attempts = $2 AND state = 'sending' RETURNING *`,
    to: `WHERE id = $1 RETURNING *`,
    tests: WORKER,
  },
  {
    fault: 'the secrets of a mail stay after it has left',
    file: 'api/mail/attempt-result.ts',
    from: `variables = CASE WHEN $3 = 'sent' THEN NULL ELSE variables END`,
    to: 'variables = variables',
    tests: WORKER,
  },
  {
    fault: 'mail whose arrival is unknown is sent without end',
    file: 'api/mail/attempt-result.ts',
    from: 'unanswered >= backoff.ambiguousAtMost',
    to: 'false',
    tests: WORKER,
  },
  {
    fault: 'a retry is not heard of until the next look',
    file: 'api/mail/outbox.ts',
    from: '  if (count > 0) await notify(manager);\n',
    to: '',
    tests: [...WORKER, 'test/api/delivery.test.ts'],
  },
  {
    fault: 'the log of an attempt holds the password',
    file: 'api/mail/failure.ts',
    from: 'base64(password), password].reduce(',
    to: 'base64(password)].reduce(',
    tests: ['test/mail/smtp.test.ts', 'test/mail/probe.test.ts', 'test/api/secret.test.ts'],
  },
];
