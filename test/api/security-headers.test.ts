import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from './start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const headersOf = async (path: string, init: RequestInit = {}) => (await fetch(api.url + path, init)).headers;

describe('what browsers are told', () => {
  test.each<[what: string, path: string, init: RequestInit]>([
    ['an object', '/api/cloud/settings', {}],
    ['a refusal without a token', '/api/cloud/settings', { headers: { authorization: '' } }],
    ['what is not there', '/api/orgs/admin/mail-servers/none', {}],
    ['a method that is not possible', '/api/cloud/settings', { method: 'DELETE' }],
  ])('of data: to show, frame, guess and pass on nothing of it: %s', async (_, path, init) => {
    const headers = await headersOf(path, {
      ...init,
      headers: { authorization: `Bearer ${api.token}`, ...Object(init.headers) },
    });
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test.each(['/cloud/sign-in', '/api/docs', '/api/nowhere', '/nowhere', '/livez'])(
    'of documents, and of what is nowhere, besides to keep to themselves: %s',
    async (path) => {
      const headers = await headersOf(path);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src '");
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );
});
