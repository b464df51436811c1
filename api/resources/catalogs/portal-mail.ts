import type { Scope } from '../../context.ts';
import { httpUrl } from '../../crud/field.ts';
import { portalReady } from '../../mail/content/templates/portal-ready.ts';
import { enqueue } from '../../mail/outbox/outbox.ts';
import type { CatalogSettingRow } from '../../tables/catalog-setting.ts';

/** The portal of a catalog, as its settings name it. */
export interface Portal {
  type: string;
  /** Where people open it. */
  endpoint: string;
}

/** Null: the catalog has none, or its settings do not say where it is. */
export function portalOf({ settings }: Pick<CatalogSettingRow, 'settings'>): Portal | null {
  const { type, endpoint } = Object(settings.portal) as Record<string, unknown>;
  if (typeof type !== 'string' || type === 'none') return null;
  return typeof endpoint === 'string' && httpUrl().safeParse(endpoint).success ? { type, endpoint } : null;
}

interface Owner {
  organization: string;
  catalog: string;
  user_id: string;
  username: string;
  email: string;
  language: string | null;
}

/** Tells whoever owns the catalog, or else its organization, where the portal is now. */
export async function tellPortalReady(scope: Scope, setting: CatalogSettingRow, portal: Portal): Promise<void> {
  const [owner]: Owner[] = await scope.manager.query(
    `SELECT o.title AS organization, c.title AS catalog, u.id AS user_id, u.username, u.email, u.language
       FROM catalog c JOIN organization o ON o.id = c.org_id JOIN "user" u ON u.id = coalesce(c.owner_id, o.owner_id)
      WHERE c.id = $1 AND u.email IS NOT NULL`,
    [setting.catalog_id],
  );
  if (!owner) return;
  const { organization, catalog, username, email, language } = owner;
  await enqueue(scope.manager, scope.cipher, {
    org_id: setting.org_id,
    catalog_id: setting.catalog_id,
    template: portalReady.name,
    recipient: email,
    variables: { organization, catalog, username, portal_url: portal.endpoint },
    language,
    cause: { type: 'catalog', id: setting.catalog_id },
    updated_by: scope.caller.id,
  });
}
