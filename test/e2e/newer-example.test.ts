import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { provider } from '../../provider/provider.ts';
import type { Workspace } from '../../toolbox/workspace.ts';
import { describeWith } from './engine-feature.ts';
import { startTestCloud, type TestCloud } from './test-cloud.ts';

/** The examples that only newer engines can read; `example.test.ts` has the others. */
const EXAMPLES = resolve(import.meta.dirname, '../../examples');

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud('attached');
});
afterAll(() => cloud.stop());

const namesIn = (folder: string) => readdirSync(join(EXAMPLES, folder));
const textOf = (folder: string, name: string, file: string) => readFileSync(join(EXAMPLES, folder, name, file), 'utf8');

async function expectValid(workspace: Workspace, ...args: string[]): Promise<void> {
  const { code, output } = await workspace.run('validate', '-no-color', ...args);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('The configuration is valid') });
}

describeWith('Actions')('an example of an action', () => {
  test('is there of each that the provider has', async () => {
    const types = (await provider.actions()).map(({ typeName }) => typeName);
    expect(namesIn('actions')).toEqual(types.toSorted());
  });

  test.each(namesIn('actions'))('%s is whole and valid', async (name) => {
    await expectValid(await cloud.open(textOf('actions', name, 'action.tf')));
  });
});

/** What examples refer to, as a user has it beside them. */
const ACME = `
resource "gatepost_provider_organization" "acme" {
  title    = "Acme"
  owner_id = "00000000-0000-4000-8000-000000000000"
}
`;

describeWith('List resources (`terraform query`)')('the examples of list resources', () => {
  test('are whole and valid, all of them beside each other', async () => {
    const workspace = await cloud.open(ACME);
    const names = namesIn('list-resources');
    const types = (await provider.listResources()).map(({ typeName }) => typeName);
    expect(names).toEqual(types.toSorted());
    for (const name of names) {
      const text = textOf('list-resources', name, 'list-resource.tfquery.hcl');
      await writeFile(join(workspace.directory, `${name}.tfquery.hcl`), text);
    }
    await expectValid(workspace, '-query');
    await writeFile(join(workspace.directory, 'wrong.tfquery.hcl'), WRONG);
    const { code, output } = await workspace.run('validate', '-no-color', '-query');
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('wrong.tfquery.hcl') });
  });
});

/** That the engine looks at such files at all. */
const WRONG = `
list "gatepost_user" "wrong" {
  provider = gatepost
  config {
    no_such_thing = 1
  }
}
`;
