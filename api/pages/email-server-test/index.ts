import { apiPath } from '../frame/api-path.ts';
import { formView } from '../frame/form.ts';
import type { Page, Visit } from '../frame/page.ts';
import { RECIPIENTS, tryServer } from './live.ts';

/** Tries an email server stage by stage, and shows each as it ends. */
export const emailServerTestPage: Page = {
  path: '/cloud/email-servers/{server}/test',
  title: 'probe.title',
  needs: 'POST /orgs/{org}/mail-servers/{item}/test-connection',
  template: 'email-server-test/page.hbs',
  styles: ['notification.css'],
  data: describe,
  actions: { test: (visit) => tryServer(visit, `${pathOf(visit)}/test-connection`, {}) },
};

const pathOf = ({ params }: Visit) => apiPath`/orgs/admin/mail-servers/${params.server}`;

/** Whoever may not manage the server learns whether it works, and sends no mail. */
const maySend = (visit: Visit) => visit.may('PATCH /orgs/{org}/mail-servers/{item}');

async function describe(visit: Visit) {
  const { body: server } = await visit.read(pathOf(visit), { fields: 'title,name,host,port' });
  const form = formView(visit, [RECIPIENTS], { recipients: visit.typed.recipients });
  return { title: visit.t('probe.titleOf', { title: server.title }), server, form, maySend: maySend(visit) };
}
