import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSource } from '../../api/database/data-source.ts';
import { migrate } from '../../api/database/migrate.ts';
import { migrations } from '../../api/database/migrations/index.ts';
import { withEmptyDatabase } from '../set-up/empty-database.ts';

const STEP = 'ServicesAndCatalogs1763800300000';

/** As it was before the step: an organization that has portals in two zones, of one name. */
async function fill(database: DataSource): Promise<string> {
  const [org, other, north, south] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const named = (table: string, id: string, orgId: string, name: string, columns: Record<string, unknown> = {}) => {
    const row = { id, org_id: orgId, created_at: new Date(), updated_at: new Date(), name, title: name, ...columns };
    const keys = Object.keys(row);
    const places = keys.map((_, index) => `$${index + 1}`);
    return database.query(
      `INSERT INTO ${table} (${keys.join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(row),
    );
  };
  await named('organization', org, org, 'admin', { org_type: 'admin' });
  await named('organization', other, org, 'acme');
  await named('tls_client_profile', randomUUID(), org, 'tls-client-profile-default', {
    protocols: ['tls_v1.3'],
    ciphers: ['TLS_AES_128_GCM_SHA256'],
    is_shipped: true,
  });
  const portal = (zone: string, endpoint: string, visibility: object) =>
    named('portal_service', randomUUID(), org, 'portal', {
      availability_zone_id: zone,
      endpoint,
      web_endpoint_base: endpoint,
      visibility: JSON.stringify(visibility),
    });
  await named('availability_zone', north, org, 'north');
  await named('availability_zone', south, org, 'south');
  await portal(north, 'https://n.test', {
    type: 'custom',
    org_urls: [`https://x/api/orgs/acme/`, `/api/orgs/${org}`, 'y'],
  });
  await portal(south, 'https://s.test', { type: 'public', org_urls: null });
  return other;
}

test('what is there already gets a server profile and a sandbox, and portals keep who sees them', async () => {
  await withEmptyDatabase(async (url) => {
    const earlier = migrations.filter(({ name }) => name < STEP && name.startsWith('First'));
    const database = await new DataSource({ ...dataSource(url).options, migrations: earlier }).initialize();
    await database.runMigrations();
    const acme = await fill(database);
    await migrate(url);
    const profiles = await database.query('SELECT name, protocols, is_shipped FROM tls_server_profile');
    expect(profiles).toEqual([{ name: 'tls-server-profile-default', protocols: ['tls_v1.3'], is_shipped: true }]);
    const catalogs = await database.query(
      'SELECT c.name, c.org_id, s.name AS settings FROM catalog c JOIN catalog_setting s ON s.catalog_id = c.id',
    );
    expect(catalogs).toEqual([{ name: 'sandbox', org_id: acme, settings: 'catalog-setting' }]);
    const portals = await database.query('SELECT name, visibility FROM portal_service ORDER BY endpoint');
    const names = portals.map(({ name }: { name: string }) => name);
    expect(names).toContain('portal');
    expect(new Set(names).size).toBe(2);
    expect(portals[0].visibility.org_ids).toHaveLength(2);
    expect(portals[0].visibility.org_ids).toContain(acme);
    expect(portals[1].visibility).toEqual({ type: 'public', org_urls: null });
    await database.destroy();
  });
});
