import type { ProbeStage } from '../../mail/probe/probe.ts';
import { apiPath } from '../frame/api-path.ts';
import { type Field, formView } from '../frame/form.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { createProgress } from './progress.ts';
import { partOf } from './stage.ts';

/** Tries an email server stage by stage, and shows each as it ends. */
export const emailServerTestPage: Page = {
  path: '/cloud/email-servers/{server}/test',
  title: 'probe.title',
  needs: 'POST /orgs/{org}/mail-servers/{item}/test-connection',
  template: 'email-server-test/page.hbs',
  styles: ['notification.css'],
  data: describe,
  actions: { test },
};

const FIELDS: readonly Field[] = [
  { name: 'recipients', label: 'probe.recipient', hint: 'probe.recipientHint', autocomplete: 'email' },
];

const pathOf = ({ params }: Visit) => apiPath`/orgs/admin/mail-servers/${params.server}`;

/** Whoever may not manage the server learns whether it works, and sends no mail. */
const maySend = (visit: Visit) => visit.may('PATCH /orgs/{org}/mail-servers/{item}');

async function describe(visit: Visit) {
  const { body: server } = await visit.read(pathOf(visit), { fields: 'title,name,host,port' });
  const form = formView(visit, FIELDS, { recipients: visit.typed.recipients });
  return { title: visit.t('probe.titleOf', { title: server.title }), server, form, maySend: maySend(visit) };
}

/** What is wrong with what was typed is said before anybody is talked to. */
async function test(visit: Visit): Promise<Outcome> {
  const { recipients = '' } = visit.typed;
  const path = `${pathOf(visit)}/test-connection`;
  const to = recipients.split(/[\s,;]+/).filter(Boolean);
  const body = to.length === 0 ? {} : { recipients: to };
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

/** One field holds all addresses. */
const atField = ({ pointer, message }: { pointer: string; message: string }) => ({
  pointer: pointer.replace(/^\/recipients\/\d+$/, '/recipients'),
  message,
});
