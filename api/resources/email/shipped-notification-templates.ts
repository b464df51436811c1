import { randomUUID } from 'node:crypto';
import type { Scope } from '../../context.ts';
import { notificationTemplateTable } from '../../tables/notification-template.ts';

const PEOPLE = ['member-invitation', 'password-reset', 'password-changed'];

/** Which mails each scope has texts for; a scope's own text wins over the cloud's. */
const SHIPPED: Readonly<Record<string, readonly string[]>> = {
  cloud: ['mail-server-test-connection', 'invitation', 'organization-owner', ...PEOPLE],
  admin: PEOPLE,
  provider: PEOPLE,
  catalog: ['invitation', ...PEOPLE],
  space: ['member-invitation'],
  consumer: ['invitation', ...PEOPLE],
};

export const TEMPLATE_SCOPES: readonly string[] = Object.keys(SHIPPED);

/** Makes the rows that are missing, at every start: a release may ship more mails. */
export async function addNotificationTemplates(scope: Scope): Promise<void> {
  const rows = Object.entries(SHIPPED).flatMap(([name, mails]) => mails.map((mail) => rowOf(scope, name, mail)));
  await scope.manager.createQueryBuilder().insert().into(notificationTemplateTable).values(rows).orIgnore().execute();
}

function rowOf(scope: Scope, scopeName: string, mail: string) {
  return {
    id: randomUUID(),
    org_id: scope.adminOrgId,
    version: 1,
    updated_by: null,
    created_at: scope.now,
    updated_at: scope.now,
    name: mail,
    title: mail,
    scope: scopeName,
  };
}
