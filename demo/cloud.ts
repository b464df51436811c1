import { randomBytes } from 'node:crypto';
import type { CodeWriter } from '../api/as-code.ts';
import { type Sink, startSink } from '../lab/sink.ts';
import type { Announcer } from '../toolbox/announcer.ts';
import { type Authority, createAuthority } from '../toolbox/certificate-authority.ts';
import type { Closing } from '../toolbox/closing.ts';
import { type Cloud, startCloud } from '../toolbox/cloud.ts';

/** A cloud with what mail needs: everything Terraform is going to talk to. */
export interface MailCloud extends Cloud {
  authority: Authority;
  mailLogin: { username: string; password: string };
  sink: Sink;
  /** A second relay on another port, to move to. */
  otherSink: Sink;
}

export async function startMailCloud(
  announcer: Announcer,
  closing: Closing,
  codeWriter: CodeWriter,
): Promise<MailCloud> {
  const cloud = await startCloud(announcer, closing, codeWriter);
  const mailLogin = { username: 'gatepost', password: randomBytes(18).toString('base64url') };
  const relays = await announcer.step('Starting SMTP servers that demand STARTTLS, a user and a password', async () => {
    const authority = await createAuthority('Demo mail CA');
    const certificate = await authority.issueServer(['localhost', '127.0.0.1']);
    const startRelay = async () =>
      closing.add(await startSink({ security: 'starttls', certificate, login: mailLogin }), (it) => it.stop());
    return { authority, sink: await startRelay(), otherSink: await startRelay() };
  });
  return { ...cloud, mailLogin, ...relays };
}
