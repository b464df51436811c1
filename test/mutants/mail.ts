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
    from: '1 + ambiguous >= backoff.ambiguousAtMost',
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
    file: 'api/mail/peer-words.ts',
    from: 'base64(password), password].reduce(',
    to: 'base64(password)].reduce(',
    tests: ['test/mail/smtp.test.ts', 'test/mail/probe.test.ts', 'test/api/secret.test.ts'],
  },
  {
    fault: 'what a server says is stored as it comes',
    file: 'api/clean-text.ts',
    from: `cut.replace(UNCLEAN, ' ').trim()`,
    to: 'cut',
    tests: ['test/mail/hostile-server.test.ts'],
  },
  {
    fault: 'an answer after the final dot that is none counts as taken',
    file: 'api/mail/smtp.ts',
    from: 'const isTaken = code !== null && code < 300;',
    to: 'const isTaken = true;',
    tests: ['test/mail/smtp.test.ts'],
  },
  {
    fault: 'a 5yz after the final dot is tried again',
    file: 'api/mail/smtp.ts',
    from: `return replyCode < 500 ? 'temporary' : 'permanent';`,
    to: `return 'temporary';`,
    tests: ['test/mail/smtp.test.ts'],
  },
  {
    fault: 'mail may go to link-local addresses',
    file: 'api/mail/destination.ts',
    from: `'linkLocal', `,
    to: '',
    tests: ['test/mail/destination.test.ts'],
  },
  {
    fault: 'a network that is denied is dialled in its IPv6 form',
    file: 'api/mail/destination.ts',
    from: 'return inner === null ? [dialled] : [dialled, inner];',
    to: 'return [dialled];',
    tests: ['test/mail/destination.test.ts'],
  },
];
