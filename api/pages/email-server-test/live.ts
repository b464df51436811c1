import type { ProbeStage } from '../../mail/probe/probe.ts';
import type { Field } from '../frame/form.ts';
import type { Outcome, Visit } from '../frame/page.ts';
import { createProgress } from './progress.ts';
import { partOf } from './stage.ts';

/** One field holds all addresses. */
export const RECIPIENTS: Field = {
  name: 'recipients',
  label: 'probe.recipient',
  hint: 'probe.recipientHint',
  autocomplete: 'email',
};

/** Tries a server and shows each stage as it ends; what is wrong with what was typed is said before anybody is talked to. */
export async function tryServer(visit: Visit, path: string, server: object): Promise<Outcome> {
  const to = (visit.typed.recipients ?? '').split(/[\s,;]+/).filter(Boolean);
  const body = { ...server, ...(to.length > 0 && { recipients: to }) };
  const trial = await visit.call('POST', path, { body, query: { validate_only: 'true' } });
  if (!trial.ok) return { refused: { ...trial, violations: trial.violations.map(atField) } };
  async function work(send: (part: object) => void): Promise<void> {
    const progress = createProgress(to.length, (stage) => send({ stage: partOf(visit, stage) }));
    const onProgress = (news: unknown) => progress.hear(news as ProbeStage);
    const result = await visit.call('POST', path, { body, query: { diagnostics: 'true' }, onProgress });
    progress.end();
    // Of a stage that failed it has been told already; what else can be refused has not.
    const refusal = result.ok || result.code === 'connection_failed' ? null : result.message;
    send({ end: { ok: result.ok, refusal, sent: result.ok ? to.join(', ') : '' } });
  }
  return { live: { shown: { isTested: true }, template: 'email-server-test/part.hbs', work } };
}

const atField = ({ pointer, message }: { pointer: string; message: string }) => ({
  pointer: pointer.replace(/^\/recipients\/\d+$/, '/recipients').replace(/^\/mail_server(?=\/)/, ''),
  message,
});
