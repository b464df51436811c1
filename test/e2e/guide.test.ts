import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestCloud, type TestCloud, write } from './test-cloud.ts';

const GUIDES = resolve(import.meta.dirname, '../../docs/guides');

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud('attached');
});
afterAll(() => cloud.stop());

/** The configuration of a guide: its parts make one whole. */
const configurationOf = (guide: string): string[] =>
  [...guide.matchAll(/^( *)```terraform\n(.*?)^\1```/gms)].map(([, , text = '']) => text);

describe('the configuration of a guide is valid', () => {
  test.each(readdirSync(GUIDES))('%s', async (name) => {
    const parts = configurationOf(readFileSync(join(GUIDES, name), 'utf8'));
    if (parts.length === 0) return;
    const workspace = await cloud.open('');
    await write(workspace, parts.join('\n'));
    // The first guide says itself which provider it needs.
    if (parts.join('').includes('required_providers'))
      for (const file of ['required.tf', 'provider.tf']) await rm(join(workspace.directory, file));
    const { code, output } = await workspace.validate();
    expect(output).toContain('The configuration is valid');
    expect(code).toBe(0);
  });
});
