import { randomUUID } from 'node:crypto';
import type { Scope } from '../../context.ts';
import { type NotificationTemplateRow, notificationTemplateTable } from '../../tables/notification-template.ts';

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

export const mailsOf = (scopeName: string): readonly string[] => SHIPPED[scopeName] ?? [];

export const TEMPLATE_SCOPES: readonly string[] = Object.keys(SHIPPED);

/** Makes the rows that are missing, at every start: a release may ship more mails. */
export async function addNotificationTemplates(scope: Scope): Promise<void> {
  const rows = Object.entries(SHIPPED).flatMap(([name, mails]) =>
    mails.map((mail) => shippedRow({ id: randomUUID(), orgId: scope.adminOrgId, now: scope.now }, name, mail)),
  );
  await scope.manager.createQueryBuilder().insert().into(notificationTemplateTable).values(rows).orIgnore().execute();
}

/** A text that nobody has changed. */
export function shippedRow(
  { id, orgId, now }: { id: string; orgId: string; now: Date },
  scopeName: string,
  mail: string,
): NotificationTemplateRow {
  return {
    id,
    org_id: orgId,
    version: 1,
    updated_by: null,
    created_at: now,
    updated_at: now,
    name: mail,
    title: mail,
    summary: null,
    metadata: {},
    scope: scopeName,
    subject: null,
    body: null,
    body_html: null,
    content_type: null,
  };
}
