import { plainError } from '../framework/diagnostic.ts';
import type { ValueRecord } from '../framework/value.ts';
import { expandPath } from './path.ts';

/** Where the texts of mails are: of the cloud, of an organization, or of a catalog, by scope, mail and language. */

export const BASE_LANGUAGE = 'en';

/** Those of an owner, below `/api`. */
export function textsPath(values: unknown): string {
  return expandPath(textsPlace(values), values);
}

/** The same with its attributes in braces: only those that have a value are in it. */
export function textsPlace(values: unknown): string {
  const { organization_id: org, catalog_id: catalog } = values as ValueRecord;
  const owner = catalog ? '/catalogs/{organization_id}/{catalog_id}' : org ? '/orgs/{organization_id}' : '/cloud';
  return `${owner}/settings/notification-templates`;
}

/** One of them. */
export function textPath(values: unknown): string {
  return `${textsPath(values)}${expandPath('/{scope}/{mail}/notification-languages/{language}', values)}`;
}

export interface TextView {
  readonly id: string;
  readonly scope: string;
  readonly notification_template_type: string;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
  readonly body_html: string;
  readonly content_type: readonly string[];
  readonly is_changed: boolean;
  readonly url: string;
}

const OWNER = /\/api\/(?:orgs\/([^/]+)|catalogs\/([^/]+)\/([^/]+))\/settings\//;

/** The state of a text; whose it is stands in its URL. */
export function textState(view: TextView) {
  const [, org, orgOfCatalog, catalog] = OWNER.exec(view.url) ?? [];
  return {
    id: view.id,
    organization_id: org ?? orgOfCatalog ?? null,
    catalog_id: catalog ?? null,
    scope: view.scope,
    mail: view.notification_template_type,
    language: view.language,
    subject: view.subject,
    body: view.body,
    body_html: view.body_html,
    content_type: view.content_type,
  };
}

/** `[organization[/catalog]:]scope/mail[/language]`, each of the first two by name or id. @throws DiagnosticError */
export function textOfImportId(typeName: string, importId: string): ValueRecord {
  const [, org = null, catalog = null, scope, mail, language = BASE_LANGUAGE] = IMPORT_ID.exec(importId) ?? [];
  if (scope && mail) return { organization_id: org, catalog_id: catalog, scope, mail, language };
  throw plainError(
    `${typeName} is imported by "<scope>/<mail>" or "<scope>/<mail>/<language>"`,
    `Of an organization or a catalog: "<organization>:<scope>/<mail>" or "<organization>/<catalog>:<scope>/<mail>". ${JSON.stringify(importId)} was given.`,
  );
}

const IMPORT_ID = /^(?:([^/:]+)(?:\/([^/:]+))?:)?([^/:]+)\/([^/:]+)(?:\/([^/:]+))?$/;

/** The import id of a text. */
export function importIdOf({ organization_id: org, catalog_id: catalog, scope, mail, language }: ValueRecord): string {
  const owner = org ? `${[org, catalog].filter(Boolean).join('/')}:` : '';
  return `${owner}${[scope, mail, language ?? BASE_LANGUAGE].join('/')}`;
}
