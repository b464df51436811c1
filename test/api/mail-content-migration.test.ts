import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSource } from '../../api/database/data-source.ts';
import { migrate } from '../../api/database/migrate.ts';
import { MailContent1763814000000 } from '../../api/database/migrations/1763814000000-mail-content.ts';
import { Dkim1763814001000 } from '../../api/database/migrations/1763814001000-dkim.ts';
import { CertificateExpiry1763814002000 } from '../../api/database/migrations/1763814002000-certificate-expiry.ts';
import { InvitationLanguage1763814003000 } from '../../api/database/migrations/1763814003000-invitation-language.ts';
import { migrations } from '../../api/database/migrations/index.ts';
import { withEmptyDatabase } from '../set-up/empty-database.ts';

const STEPS = [
  MailContent1763814000000,
  Dkim1763814001000,
  CertificateExpiry1763814002000,
  InvitationLanguage1763814003000,
];

const places = migrations.map((each) => (STEPS as unknown[]).indexOf(each));
const earlier = migrations.slice(
  0,
  places.findIndex((place) => place >= 0),
);

/** Senders that catalogs were sent, when nothing came of them, and what becomes of them. */
const SENDERS: [unknown, unknown][] = [
  [
    { custom: true, name: 'Ours', address: 'ours@acme.test' },
    { custom: true, name: 'Ours', address: 'ours@acme.test' },
  ],
  [{ address: 'plain@acme.test' }, { custom: true, name: null, address: 'plain@acme.test' }],
  [{ address: 'a@acme.test\nBcc: b@acme.test' }, null],
  [{ address: 'nobody' }, null],
  ['a word', null],
];

async function fill(database: DataSource): Promise<void> {
  const now = new Date();
  const insert = (table: string, columns: Record<string, unknown>) => {
    const row = { id: randomUUID(), created_at: now, updated_at: now, title: 'x', ...columns };
    const values = Object.keys(row).map((_, index) => `$${index + 1}`);
    const sql = `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${values.join(', ')})`;
    return database.query(sql, Object.values(row));
  };
  const org = randomUUID();
  await insert('organization', { id: org, org_id: org, name: 'acme' });
  for (const [index, [sent]] of SENDERS.entries()) {
    const id = randomUUID();
    await insert('catalog', { id, org_id: org, name: `catalog-${index}` });
    const settings = JSON.stringify({ email_sender: sent, kept: true });
    await insert('catalog_setting', { org_id: org, name: `setting-${index}`, catalog_id: id, settings });
  }
  const ends = ['2031-01-02T03:04:05.000Z', '2030-01-02T03:04:05.000Z'];
  const certificate_views = JSON.stringify(ends.map((not_after) => ({ not_after })));
  await insert('truststore', { org_id: org, name: 'store', truststore: 'pem', certificate_views });
  await insert('truststore', { org_id: org, name: 'old', truststore: 'pem' });
  await insert('notification_template', { org_id: org, name: 'password-reset', scope: 'provider', subject: 'Ours' });
}

test('senders of catalogs, ends of certificates and texts of mails are kept on the way there and back', async () => {
  await withEmptyDatabase(async (url) => {
    const database = await new DataSource({ ...dataSource(url).options, migrations: earlier }).initialize();
    await database.runMigrations();
    await fill(database);
    await migrate(url);
    const settings = await database.query('SELECT settings, email_sender FROM catalog_setting ORDER BY name');
    expect(settings).toEqual(SENDERS.map(([, kept]) => ({ settings: { kept: true }, email_sender: kept })));
    expect(await database.query('SELECT first_not_after, last_not_after FROM truststore ORDER BY name')).toEqual([
      { first_not_after: null, last_not_after: null },
      { first_not_after: new Date('2030-01-02T03:04:05Z'), last_not_after: new Date('2031-01-02T03:04:05Z') },
    ]);
    const texts = () => database.query('SELECT subject, language, catalog_id FROM notification_template');
    expect(await texts()).toEqual([{ subject: 'Ours', language: 'en', catalog_id: null }]);
    const runner = database.createQueryRunner();
    for (const Step of [...STEPS].reverse()) await new Step().down(runner);
    const [{ sender }] = await database.query(
      `SELECT settings -> 'email_sender' AS sender FROM catalog_setting WHERE name = 'setting-0'`,
    );
    expect(sender).toEqual(SENDERS[0]?.[1]);
    for (const Step of STEPS) await new Step().up(runner);
    expect(await texts()).toEqual([{ subject: 'Ours', language: 'en', catalog_id: null }]);
    await runner.release();
    await database.destroy();
  });
});
