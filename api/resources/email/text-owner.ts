import { randomUUID } from 'node:crypto';
import type { Scope } from '../../context.ts';
import { fixedId } from '../../crud/fixed-collection.ts';
import { findOne, type Lookup } from '../../crud/locate.ts';
import { orgUrl } from '../../crud/url.ts';
import { type Condition, IS_NULL } from '../../database/where.ts';
import { BASE_LANGUAGE } from '../../language.ts';
import { type NotificationTemplateRow, notificationTemplateTable } from '../../tables/notification-template.ts';
import { mailsOf, TEMPLATE_SCOPES } from './mail-scope.ts';

/** Whose texts they are: those of the cloud belong to `admin`, those of a catalog to its organization too. */
export interface TextOwner {
  org_id: string;
  /** Null: the organization itself. */
  catalog_id: string | null;
}

/** A text by what tells it from all others. */
export interface TextKey extends TextOwner {
  scope: string;
  name: string;
  language: string;
}

/** The texts of an owner as a condition on their rows. */
export function ofOwner({ org_id, catalog_id }: TextOwner): { org_id: string; catalog_id: string | Condition } {
  return { org_id, catalog_id: catalog_id ?? IS_NULL };
}

/** The row of a text; null: nobody has changed it yet. */
export function findRow(scope: Scope, key: TextKey, lookup: Lookup = {}): Promise<NotificationTemplateRow | null> {
  const { scope: scopeName, name, language } = key;
  const where = { ...ofOwner(key), scope: scopeName, name, language };
  return findOne(scope, { table: notificationTemplateTable }, where, lookup);
}

/** A text that nobody has changed. Its id is the same each time it is shown, and stays when it gets a row. */
export function unchangedText(key: TextKey, now: Date): NotificationTemplateRow {
  return {
    id: idOf(key),
    version: 1,
    updated_by: null,
    created_at: now,
    updated_at: now,
    title: key.name,
    summary: null,
    metadata: {},
    subject: null,
    body: null,
    body_html: null,
    content_type: null,
    ...key,
  };
}

function idOf({ org_id, catalog_id, scope, name, language }: TextKey): string {
  const parts = [catalog_id ?? org_id, scope, name, ...(language === BASE_LANGUAGE ? [] : [language])];
  return fixedId('notification_template', parts.join('/'));
}

/** Where the texts of an owner are in the API. */
export function textsUrl(scope: Scope, { org_id, catalog_id }: TextOwner): string {
  const place =
    catalog_id === null
      ? org_id === scope.adminOrgId
        ? `${scope.publicUrl()}/api/cloud`
        : orgUrl(scope, org_id)
      : `${scope.publicUrl()}/api/catalogs/${org_id}/${catalog_id}`;
  return `${place}/settings/notification-templates`;
}

/** Makes the rows of the cloud's texts that are missing, at every start: a release may ship more mails. */
export async function addNotificationTemplates(scope: Scope): Promise<void> {
  const owner = { org_id: scope.adminOrgId, catalog_id: null };
  const rows = TEMPLATE_SCOPES.flatMap((each) =>
    mailsOf(each).map((name) => ({
      ...unchangedText({ ...owner, scope: each, name, language: BASE_LANGUAGE }, scope.now),
      id: randomUUID(),
    })),
  );
  await scope.manager.createQueryBuilder().insert().into(notificationTemplateTable).values(rows).orIgnore().execute();
}
