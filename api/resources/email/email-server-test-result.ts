import { z } from 'zod';
import type { ProbeResult, ProbeStage } from '../../mail/probe/probe.ts';
import { TLS_MODES } from '../../mail/server/tls-mode.ts';

const certificate = z
  .strictObject({
    subject: z.string(),
    issuer: z.string(),
    fingerprint_sha256: z.string(),
    not_before: z.string(),
    not_after: z.string(),
    names: z.array(z.string()).describe('Host names and addresses that it is made out to.'),
    days_left: z.int().nullable().describe('Whole days until it ends; negative: it has ended.'),
  })
  .meta({ id: 'MailServerTestCertificate' });

const details = z
  .strictObject({
    addresses: z.array(z.string()).describe('Stage dns: the addresses of the name.'),
    attempts: z
      .array(z.strictObject({ address: z.string(), ok: z.boolean(), problem: z.string().nullable() }))
      .describe('Stage tcp: how dialling each address went.'),
    capabilities: z
      .array(z.string())
      .nullable()
      .describe('Stage greeting: the answer to EHLO, over TLS where that is spoken; null: EHLO was not taken.'),
    tls_mode: z.enum(TLS_MODES).nullable().describe('Stage tls: how it begins; null: `secure` is false.'),
    starttls_offered: z.boolean(),
    protocol: z.string(),
    cipher: z.string(),
    verified: z.boolean(),
    checked_by: z.string().describe('Which profile with which authorities judges the certificates.'),
    client_certificate: z.boolean().describe('Whether the profile has a certificate to show.'),
    certificates: z
      .array(certificate)
      .describe(
        "The server's own first; of a refused one as a second connection saw it, on which nobody signs in and nothing is sent.",
      ),
    mechanisms: z.array(z.string()).describe('Stage auth: the ways to sign in that are offered.'),
  })
  .partial()
  .meta({ id: 'MailServerTestDetails' });

const stage = z
  .strictObject({
    stage: z.string(),
    ok: z.boolean(),
    duration_ms: z.number().optional(),
    seen: z.string().optional().describe('What the server showed or said.'),
    details: details.optional(),
    warnings: z.array(z.string()).optional().describe('What works, and may not for long.'),
    cause: z.string().optional(),
    fix: z.string().optional(),
  })
  .meta({
    id: 'MailServerTestStage',
    description: 'Whoever may view email servers and not manage them gets `stage` and `ok` alone.',
  });

export const testResult = z
  .strictObject({ ok: z.boolean(), stages: z.array(stage) })
  .meta({ id: 'MailServerTestResult' });

/** For those who may see that a server works, and not what it says. */
export function passedOrNot({ ok, stages }: ProbeResult): { ok: boolean; stages: Pick<ProbeStage, 'stage' | 'ok'>[] } {
  return { ok, stages: stages.map(stageAlone) };
}

export const stageAlone = ({ stage, ok }: ProbeStage): Pick<ProbeStage, 'stage' | 'ok'> => ({ stage, ok });
