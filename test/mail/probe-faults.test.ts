import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { explain } from '../../api/mail/probe/explain.ts';
import { type ProbeStage, probe } from '../../api/mail/probe/probe.ts';
import { StageFailure } from '../../api/mail/server/stage.ts';
import { NOT_PERMITTED } from '../../api/mail/smtp/connection.ts';
import { keepEvidence } from '../../api/mail/smtp/evidence.ts';
import { smtpServer } from './builder.ts';
import { CERTIFICATE_FAULTS } from './fault/certificate-faults.ts';
import { CONNECTION_FAULTS } from './fault/connection-faults.ts';
import { ENVELOPE_FAULTS } from './fault/envelope-faults.ts';
import { clearGround, layGround, stopServers } from './fault/faulty-server.ts';
import { SIGN_IN_FAULTS } from './fault/sign-in-faults.ts';
import { STARTTLS_FAULTS } from './fault/starttls-faults.ts';

const FAULTS = [...CONNECTION_FAULTS, ...STARTTLS_FAULTS, ...CERTIFICATE_FAULTS, ...SIGN_IN_FAULTS, ...ENVELOPE_FAULTS];
const sender = { name: null, address: 'cloud@example.org' };

beforeAll(layGround);
afterAll(clearGround);
afterEach(stopServers);

describe('The probe tells apart', () => {
  const told = new Map<string, string>();

  test.each(FAULTS)('that $name', async ({ name, server: start, stage, cause, fix }) => {
    const server = await start();
    const { ok, stages } = await probe(server, { sender, recipients: ['a@example.org'] });
    const failed = stages.at(-1) as ProbeStage;
    expect({ ok, stage: failed.stage, isLast: failed.ok }).toEqual({ ok: false, stage, isLast: false });
    expect(failed.cause).toMatch(cause);
    expect(failed.fix).toMatch(fix);
    expect(failed.seen).toMatch(/\w/);
    expect(stages.slice(0, -1).every((each) => each.ok && each.seen !== '')).toBe(true);
    expect(JSON.stringify(stages)).not.toContain('sesame');
    told.set(name, `${failed.cause} ${failed.fix}`.replaceAll(/port \d+/g, 'port'));
  });

  test('all of them, in words of their own', () => {
    expect(told.size).toBe(FAULTS.length);
    expect(new Set(told.values()).size).toBe(FAULTS.length);
  });
});

describe('What no script shows', () => {
  const { evidence } = keepEvidence();
  const look = { answersIn: null, tls: null };
  const adviceOf = (failure: StageFailure) => explain({ server: smtpServer({ port: 25 }), failure, evidence, look });

  test.each([
    [
      'a name service that is down',
      new StageFailure('dns', 'x', { errorCode: 'EAI_AGAIN' }),
      /name service did not answer/,
    ],
    [
      'a host that does not answer',
      new StageFailure('tcp', 'x', { errorCode: 'EHOSTUNREACH' }),
      /cannot be reached within 10000 ms/,
    ],
    [
      'a small Diffie-Hellman group',
      new StageFailure('tls', 'x', { errorCode: 'ERR_SSL_DH_KEY_TOO_SMALL' }),
      /group of the server is too small/,
    ],
    ['a place that is not permitted', new StageFailure('tcp', 'x', { errorCode: NOT_PERMITTED }), /may not go to/],
    [
      'silence after the end of a mail',
      new StageFailure('data', 'x', { errorCode: 'ETIMEDOUT', messageSent: true }),
      /says nothing to the end of the mail/,
    ],
    ['a code nobody knows', new StageFailure('tls', 'x', { errorCode: 'E_NEW' }), /handshake .* did not succeed/],
  ])('is explained too: %s', (_what, failure, cause) => {
    const advice = adviceOf(failure);
    expect(advice.cause).toMatch(cause);
    expect(advice.fix).toMatch(/\w/);
  });
});
