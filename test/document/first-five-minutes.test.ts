import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, jest } from '@jest/globals';
import { findEngine } from '../../toolbox/engine.ts';
import { engineEnvironment } from '../../toolbox/engine-environment.ts';
import { MAIL_SERVERS } from '../api/builder.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from '../api/start-api.ts';
import { findOnPath, testWith } from '../chaos/system-program.ts';
import { together } from '../set-up/started.ts';
import { blocksOf, readDocument, scriptsOf } from './document.ts';
import { succeed } from './shell.ts';

const testWithJq = testWith(await findOnPath('jq'), 'jq');
jest.setTimeout(180_000);

const page = readDocument('docs/site/first-five-minutes.md');
const TYPED = 'read -rs GATEPOST_PASSWORD && export GATEPOST_PASSWORD\n';

let api: TestApi;
let home: string;
beforeAll(async () => {
  [api, home] = await together([startApi(), mkdtemp(join(tmpdir(), 'gatepost-minutes-'))]);
});
afterAll(async () => {
  await api.stop();
  await rm(home, { recursive: true, force: true });
});

testWithJq('the first five minutes lead to a selected email server and back, as they are written', async () => {
  const engine = await findEngine(process.env);
  const scripts = scriptsOf(page);
  const begin = scripts.indexOf('npm run provider:install\n');
  expect(scripts.slice(0, begin + 1).join('')).toBe('npm run demo\nnpm start\nnpm run provider:install\n');
  const env = engineEnvironment(process.env, { HOME: home, PATH: `${dirname(engine.path)}:${process.env.PATH}` });
  await succeed('npm run provider:install', home, env);

  const folder = join(home, 'work');
  await mkdir(folder);
  await writeFile(join(folder, 'main.tf'), blocksOf(page, ['terraform']).join('\n'));
  const written = scripts.slice(begin + 1).join('');
  expect(written).toContain(TYPED);
  const typed = written.replace(TYPED, '').replaceAll('http://127.0.0.1:9443', api.url);
  const [before = '', destroy] = typed.split('terraform destroy');
  const own = { ...env, GATEPOST_PASSWORD: ADMIN_PASSWORD };
  const said = await succeed(before.replaceAll('terraform ', `${engine.path} `), folder, own);
  expect(said).toContain('2 to add, 0 to change, 0 to destroy');
  expect(said).toContain('No changes.');
  expect(said).toContain('{"configured":true}');

  // What the guides ask of a folder in which somebody works already.
  const further =
    'terraform fmt -check -recursive\nterraform init -upgrade\nterraform show -no-color plan.bin > plan.txt\n';
  const signedIn = { ...own, GATEPOST_ENDPOINT: api.url, GATEPOST_USERNAME: 'admin' };
  await succeed(further.replaceAll('terraform ', `${engine.path} `), folder, signedIn);
  await succeed(`${engine.path} destroy${destroy}`, folder, signedIn);
  expect((await api.admin.get(MAIL_SERVERS).expect(200)).body.total_results).toBe(0);
});
