import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';
import { ICONS } from '../../api/pages/frame/icon.ts';
import { startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor } from './visitor.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const MOST_BYTES = 150_000;
const assetsOf = (html: string) => [
  ...new Set([...html.matchAll(/(?:src|href)="(\/assets\/[^"#]+)/g)].map(([, path = '']) => path)),
];

/** Bytes of a file as they travel. */
async function transferred(path: string): Promise<number> {
  const { headers } = await supertest(api.url).get(path).set('Accept-Encoding', 'gzip').expect(200);
  expect(headers['content-encoding']).toBe('gzip');
  return Number(headers['content-length']);
}

describe('what a page loads', () => {
  test.each(['/cloud', '/cloud/sessions'])(
    'of %s is at most 150 kB, all of it ours and kept for good',
    async (path) => {
      const visitor = createVisitor(api.url);
      await visitor.signIn();
      const { html } = await visitor.get(path);
      expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
      const assets = assetsOf(html);
      expect(assets.length).toBeGreaterThan(3);
      let bytes = Buffer.byteLength(html);
      for (const asset of assets) {
        const { headers } = await visitor.get(asset);
        expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        bytes += await transferred(asset);
      }
      expect(bytes).toBeLessThan(MOST_BYTES);
    },
  );

  test('has no script and no style within the page, and the policy allows none', async () => {
    const visitor = createVisitor(api.url);
    const { html, headers } = await visitor.get('/cloud/sign-in');
    expect(html).not.toMatch(/<style|<script[^>]*>[^<]| on[a-z]+=| style="/);
    const policy = headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('is not there under another hash', async () => {
    expect((await createVisitor(api.url).get('/assets/style.0000000000000000.css')).status).toBe(404);
  });
});

test('every icon of the sprite is on some page', () => {
  const folder = resolve(import.meta.dirname, '../../api/pages');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|hbs|js)$/.test(path) && path !== join('frame', 'icon.ts'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
  expect(ICONS.filter((name) => !sources.includes(`'${name}'`))).toEqual([]);
});
