import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createEmptyDatabase } from './database.ts';
import { endAll, runGatepost } from './gatepost.ts';

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
beforeAll(async () => {
  database = await createEmptyDatabase();
});
afterAll(async () => {
  await endAll();
  await database.drop();
});

describe('gatepost', () => {
  test('--help lists the commands, and each explains itself', async () => {
    const [all, one] = await Promise.all([runGatepost(['--help'], {}), runGatepost(['reset-admin', '--help'], {})]);
    for (const command of ['start', 'migrate', 'rotate-key', 'reset-admin', 'after-restore'])
      expect(all.stdout).toContain(command);
    expect(one.stdout).toContain('--username');
    expect([all.code, one.code]).toEqual([0, 0]);
  });

  test('an unknown command or option ends with 2 and says what is possible', async () => {
    const [command, option] = await Promise.all([
      runGatepost(['reset-the-admin'], {}),
      runGatepost(['migrate', '--force'], {}),
    ]);
    expect(command).toMatchObject({ code: 2, stderr: expect.stringContaining('reset-admin') });
    expect(option).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
  });

  test('a configuration that cannot be used ends with 2 and lists everything', async () => {
    const { code, stderr } = await runGatepost(['migrate'], {
      GATEPOST_PORT: 'many',
      GATEPOST_DATABASE_URL: database.url,
      GATEPOST_ENCRYPTION_KEY_PREVIOUS: 'too short',
    });
    expect(code).toBe(2);
    for (const name of ['GATEPOST_PORT', 'GATEPOST_ENCRYPTION_KEY ', 'GATEPOST_ENCRYPTION_KEY_PREVIOUS']) {
      expect(stderr).toContain(name);
    }
    expect(stderr).not.toContain('too short');
  });

  test('commands that need the schema say that it is not there; migrate makes it, and can be run twice', async () => {
    const env = {
      GATEPOST_DATABASE_URL: database.url,
      GATEPOST_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    };
    const early = await runGatepost(['reset-admin'], env);
    expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining('gatepost migrate') });
    const first = await runGatepost(['migrate'], env);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('Applied FirstTables') });
    const second = await runGatepost(['migrate'], env);
    expect(second).toMatchObject({ code: 0, stdout: 'The schema is up to date.\n' });
    const still = await runGatepost(['reset-admin'], env);
    expect(still).toMatchObject({ code: 1, stderr: expect.stringContaining('no cloud yet') });
  });
});
