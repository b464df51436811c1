import { Client } from 'pg';
import { describe } from '../table.ts';
import type { Servers } from './servers.ts';

const ORGANIZATIONS = 20_000;
const BARE = 'bare, one grouped query';

/** The whole cloud at a glance, when it has grown. */
export async function benchTopology({ gatepost, bare, databaseUrl }: Servers): Promise<string> {
  await addOrganizations(databaseUrl);
  return describe({
    title: 'Topology of 20,000 organizations, each with a user, a member and a catalog',
    unit: 'ms',
    rounds: 5,
    contestants: [
      { name: BARE, run: () => bare.time('/topology') },
      { name: 'Gatepost', run: () => gatepost.time('/api/cloud/topology'), against: [BARE] },
    ],
  });
}

/** What the API makes for an organization and its owner, roles aside. */
async function addOrganizations(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`
      CREATE TEMPORARY TABLE made AS
        SELECT n, gen_random_uuid() AS org, gen_random_uuid() AS person FROM generate_series(1, ${ORGANIZATIONS}) n;
      INSERT INTO "user" (id, org_id, created_at, updated_at, name, title, user_registry_id, username, username_key,
                          email, identity_provider)
        SELECT person, r.org_id, now(), now(), 'owner-' || n, 'Owner ' || n, r.id, 'owner-' || n, 'owner-' || n,
               'owner-' || n || '@example.com', r.identity_providers -> 0 ->> 'name'
          FROM made, user_registry r WHERE r.name = 'api-manager-lur';
      INSERT INTO organization (id, org_id, created_at, updated_at, name, title, owner_id)
        SELECT org, o.id, now(), now(), 'org-' || n, 'Organization ' || n, person
          FROM made, organization o WHERE o.name = 'admin';
      INSERT INTO member (id, org_id, created_at, updated_at, name, title, user_id)
        SELECT gen_random_uuid(), org, now(), now(), 'owner-' || n, 'Owner ' || n, person FROM made;
      INSERT INTO catalog (id, org_id, created_at, updated_at, name, title)
        SELECT gen_random_uuid(), org, now(), now(), 'sandbox', 'Sandbox' FROM made;
      ANALYZE`);
  } finally {
    await client.end();
  }
}
