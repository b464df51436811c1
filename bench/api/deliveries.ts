import { Client } from 'pg';
import { describe } from '../table.ts';
import { withServers } from './servers.ts';

const ROWS = 1_000_000;
const ONE = 'one delivery';
const DELIVERIES = '/api/cloud/deliveries';

const id = (n: number | string) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const sqlId = (n: string) => `('00000000-0000-4000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;

/** What is rare is the oldest, at the far end of the list. */
const FILTERS: readonly [string, string][] = [
  ['no filter', ''],
  ['state, common', 'state=sent'],
  ['state, rare', 'state=failed'],
  ['template, common', 'template=invitation'],
  ['template, rare', 'template=announcement'],
  ['recipient', 'recipient=guest-500000@acme.test'],
  ['organization, one of 1,000', `org_url=${id(7)}`],
  ['server, common', `mail_server_url=${id(8)}`],
  ['server, rare', `mail_server_url=${id(7)}`],
  ['cause', `cause_id=${id(5)}`],
  ['time, in the middle', 'created_before=2026-01-06'],
  ['state and organization', `state=sent&org_url=${id(7)}`],
  ['state, template and time', 'state=failed&template=announcement&created_after=2020-01-01'],
];

/** The list of deliveries at a million of them, whatever it is filtered by. */
export async function benchDeliveries(print: (text: string) => void): Promise<void> {
  await withServers(async ({ gatepost, databaseUrl }) => {
    await addDeliveries(databaseUrl);
    const page = (filter: string, limit: number) => () => gatepost.time(`${DELIVERIES}?limit=${limit}&${filter}`);
    print(
      await describe({
        title: 'Deliveries by filter at 1,000,000 of them, a page of 50',
        unit: 'ms',
        rounds: 15,
        contestants: [
          { name: ONE, run: () => gatepost.time(`${DELIVERIES}/${id(1)}`) },
          ...FILTERS.map(([name, filter]) => ({ name, run: page(filter, 50), against: [ONE] })),
          { name: 'no filter, a page of 1,000', run: page('', 1000), against: [ONE] },
        ],
      }),
    );
  });
}

async function addDeliveries(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`
      INSERT INTO delivery (id, org_id, created_at, updated_at, template, recipient, state, next_attempt_at,
                            mail_server_id, cause_type, cause_id)
      SELECT ${sqlId('n')}, ${sqlId('n % 1000')}, timestamptz '2026-01-01' + n * interval '1 second', now(),
             CASE WHEN n <= 20 THEN 'announcement' ELSE 'invitation' END, 'Guest-' || n || '@acme.test',
             CASE WHEN n <= 20 THEN 'failed' ELSE 'sent' END, now(),
             CASE WHEN n <= 20 THEN ${sqlId('7')} ELSE ${sqlId('8')} END, 'org_invitation', ${sqlId('n')}
        FROM generate_series(1, ${ROWS}) n`);
    await client.query('VACUUM (ANALYZE) delivery');
  } finally {
    await client.end();
  }
}
