import { In } from 'typeorm';
import type { Scope } from '../../context.ts';
import { urlOf } from '../../crud/url.ts';
import type { CatalogRow } from '../../tables/catalog.ts';
import { organizationTable } from '../../tables/organization.ts';
import { userTable } from '../../tables/user.ts';
import { user } from '../people/user.ts';

/** The URLs of the owners of catalogs, by catalog: their own, or those of their organizations. */
export async function ownerUrls(scope: Scope, catalogs: readonly CatalogRow[]): Promise<Map<string, string>> {
  const orgs = await scope.manager
    .getRepository(organizationTable)
    .findBy({ id: In(catalogs.map((row) => row.org_id)) });
  const ownerOfOrg = new Map(orgs.map(({ id, owner_id }) => [id, owner_id]));
  const ownerOf = (row: CatalogRow) => row.owner_id ?? ownerOfOrg.get(row.org_id) ?? '';
  const users = await scope.manager.getRepository(userTable).findBy({ id: In(catalogs.map(ownerOf).filter(Boolean)) });
  const urlOfUser = new Map(users.map((owner) => [owner.id, urlOf(scope, user, owner)]));
  const entries = catalogs.map((row) => [row.id, urlOfUser.get(ownerOf(row))] as const);
  return new Map(entries.flatMap(([id, url]) => (url === undefined ? [] : [[id, url]])));
}
