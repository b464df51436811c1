import { tryServer } from '../email-server-test/live.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { serverBody, serverForm } from './form.ts';
import { makeProfile } from './new-profile.ts';
import { serverPath } from './path.ts';

/** Connects the cloud to an email server. */
export const newEmailServerPage: Page = {
  path: '/cloud/email-servers/new',
  title: 'emailServers.new',
  needs: 'POST /orgs/{org}/mail-servers',
  template: 'email-server/page.hbs',
  scripts: ['email-server.js'],
  styles: ['notification.css'],
  data: async (visit) => ({ form: await serverForm(visit, null), canWrite: true }),
  actions: { create, test, 'make-profile': makeProfile },
};

const SERVERS = '/orgs/admin/mail-servers';

async function create(visit: Visit): Promise<Outcome> {
  const result = await visit.call('POST', SERVERS, { body: serverBody(visit) });
  if (!result.ok) return { refused: result };
  return { to: `${serverPath(result.body)}/test`, flash: { key: 'emailServers.created' } };
}

/** Tries what is typed; nothing of it is kept, so that what it will be called does not matter yet. */
function test(visit: Visit): Promise<Outcome> {
  const { title: _title, name: _name, summary: _summary, ...mail_server } = serverBody(visit);
  return tryServer(visit, `${SERVERS}/test-connection`, { mail_server });
}
