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
  actions: { create, 'make-profile': makeProfile },
};

async function create(visit: Visit): Promise<Outcome> {
  const result = await visit.call('POST', '/orgs/admin/mail-servers', { body: serverBody(visit) });
  if (!result.ok) return { refused: result };
  return { to: `${serverPath(result.body)}/test`, flash: { key: 'emailServers.created' } };
}
