import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demandNoSecrets } from '../../demo/secrets.ts';
import { startApi, type TestApi } from '../api/start-api.ts';

let api: TestApi;
let folder: string;

beforeAll(async () => {
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), 'gatepost-search-'));
});

afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Searches a state that holds this text, in base64 as private data stands there. */
async function search(text: string): Promise<string> {
  const file = join(folder, 'state.json');
  const state = { known: 'planted', private: Buffer.from(JSON.stringify({ text })).toString('base64') };
  await writeFile(file, JSON.stringify(state));
  return demandNoSecrets(api.gatepost, [file], [{ name: 'the password', value: 'correct horse' }], 'planted');
}

test('the demo finds a password and both kinds of token, of which it knows only the hashes', async () => {
  const { body } = await api.admin.post('/cloud/org-invitations', { email: 'a@b', notify: false }).expect(201);
  const link = new URL(body.activation_link).searchParams.get('activation') ?? '';
  await expect(search('correct horse')).rejects.toThrow('the password');
  await expect(search(`x${api.token}y`)).rejects.toThrow('a token');
  await expect(search(Buffer.from(link, 'base64').toString())).rejects.toThrow('a token');
});

test('the demo says what it searched for when there is nothing', async () => {
  expect(await search('nothing of the kind')).toMatch(/the password and all [1-9]\d* tokens/);
});
