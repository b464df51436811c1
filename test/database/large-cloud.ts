import pg from 'pg';
import { createAuthority } from '../../toolbox/certificate-authority.ts';
import type { TestApi } from '../api/start-api.ts';
import { type Crowd, crowds, FEW } from './crowd.ts';
import { DIGITS, idOf } from './crowd-row.ts';

/** As the API that started on the database made them: `admin`, its registry of provider users, its first administrator. */
function insertion(table: string, { rows, columns }: Crowd): string {
  return `INSERT INTO "${table}" (${Object.keys(columns).join(', ')})
    SELECT ${Object.values(columns).join(', ')}
      FROM generate_series(1, ${rows}) n,
           (SELECT id FROM organization WHERE org_type = 'admin') admin,
           (SELECT id FROM user_registry WHERE name = 'api-manager-lur' AND is_shipped) registry,
           (SELECT id, password_hash FROM "user" WHERE username = 'admin') administrator`;
}

/** A connection of the test's own to the database of an API: without its bounds, and without checks of references. */
export async function connectTo(api: TestApi): Promise<pg.Client> {
  const { url } = api.gatepost.context.database.options as { url?: string };
  const client = new pg.Client({ connectionString: url, options: '-c session_replication_role=replica' });
  await client.connect();
  return client;
}

const AT_ONCE = 2;

/** Fills the cloud that an API has started with. */
export async function fillCloud(api: TestApi): Promise<void> {
  const { certificatePem, privateKeyPem } = await createAuthority();
  const waiting = Object.entries(crowds(certificatePem));
  await Promise.all(Array.from({ length: AT_ONCE }, () => fillTables(api, waiting)));
  await sealKeys(api, privateKeyPem);
  const database = await connectTo(api);
  await database.query('VACUUM (ANALYZE)');
  await database.end();
}

async function fillTables(api: TestApi, waiting: [string, Crowd][]): Promise<void> {
  const database = await connectTo(api);
  for (let next = waiting.shift(); next; next = waiting.shift()) await database.query(insertion(...next));
  await database.end();
}

/** Every ciphertext is bound to its row, so that none can be copied. */
async function sealKeys({ gatepost }: TestApi, privateKey: string): Promise<void> {
  const { cipher, database } = gatepost.context;
  const ids = Array.from({ length: FEW }, (_, index) => idOf(DIGITS.keystore, index + 1));
  const keys = ids.map((row) => cipher.encrypt(privateKey, { table: 'keystore', column: 'private_key', row }));
  await database.query(
    'UPDATE keystore k SET private_key = s.key FROM unnest($1::uuid[], $2::bytea[]) s (id, key) WHERE k.id = s.id',
    [ids, keys],
  );
}
