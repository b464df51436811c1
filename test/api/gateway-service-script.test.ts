import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createProviderUser } from './provider-org.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from './start-api.ts';

/**
 * What existing automation does, in the words in which it does it: a shell, curl, bodies in files or here-documents,
 * statuses checked one by one. Each step is one line of such a script; values are taken out of answers the way it does.
 */
let api: TestApi;
let token = '';
beforeAll(async () => {
  api = await startApi({ GATEPOST_TOOLKIT_CLIENT_ID: 'toolkit', GATEPOST_TOOLKIT_CLIENT_SECRET: 'known' });
  token = await signIn('admin', ADMIN_PASSWORD, 'admin/default-idp-1');
});
afterAll(() => api.stop());

const run = promisify(execFile);

/** Runs curl as scripts do and answers the status and the body. */
async function curl(
  ...args: string[]
): Promise<{ status: number; body: Record<string, unknown> & { results: Found[] } }> {
  const { stdout } = await run('curl', [
    '-sS',
    '-k',
    '--noproxy',
    '*',
    '--compressed',
    '-w',
    '\n%{http_code}',
    ...args,
  ]);
  const end = stdout.lastIndexOf('\n');
  const text = stdout.slice(0, end);
  return { status: Number(stdout.slice(end + 1)), body: text === '' ? {} : JSON.parse(text) };
}

type Found = Record<string, string>;

async function signIn(username: string, password: string, realm: string): Promise<string> {
  const body = { username, password, realm, client_id: 'toolkit', client_secret: 'known', grant_type: 'password' };
  const type = 'Content-Type: application/json';
  const { status, body: answer } = await curl(`${api.url}/api/token`, '-H', type, '-d', JSON.stringify(body));
  expect(status).toBe(200);
  return String(answer.access_token);
}

function call(method: string, pathOrUrl: string, body?: object | string, type = 'application/json') {
  const url = pathOrUrl.startsWith('http') ? pathOrUrl : `${api.url}/api${pathOrUrl}`;
  const headers = ['Accept: application/json', `Content-Type: ${type}`, `Authorization: Bearer ${token}`];
  const data = typeof body === 'string' ? body : JSON.stringify(body);
  return curl(
    '-g',
    ...['-X', method, url],
    ...headers.flatMap((header) => ['-H', header]),
    ...(body === undefined ? [] : ['--data-binary', data]),
  );
}

describe('a script that sets a cloud up', () => {
  const zone = () => '/orgs/admin/availability-zones/availability-zone-default';
  const urls: Record<string, string> = {};

  test('finds the admin org, the default profiles by name, and their URLs with fields=url', async () => {
    const orgs = await call('GET', '/cloud/orgs');
    expect(orgs.status).toBe(200);
    const admin = orgs.body.results.find((org) => org.org_type === 'admin');
    const list = await call('GET', `/orgs/${admin?.id}/tls-server-profiles`);
    urls.server = list.body.results.find(({ name }) => name === 'tls-server-profile-default')?.url ?? '';
    const client = await call('GET', '/orgs/admin/tls-client-profiles/gateway-management-client-default?fields=url');
    expect(client.body).toEqual({ total_results: 1, results: [{ url: expect.any(String) }] });
    urls.client = client.body.results[0]?.url ?? '';
    expect(urls.server).toMatch(/^http.*\/tls-server-profiles\/[0-9a-f-]{36}$/);
  });

  test('registers a gateway, with profiles by the URLs of their names', async () => {
    const created = await call('POST', `${zone()}/gateway-services`, {
      name: 'apigateway-service',
      title: 'API Gateway Service',
      summary: '',
      endpoint: 'https://gwd.apic.test',
      api_endpoint_base: 'https://gw.apic.test',
      tls_client_profile_url: `${api.url}/api/orgs/admin/tls-client-profiles/gateway-management-client-default/1.0.0`,
      gateway_service_type: 'datapower-api-gateway',
      visibility: { type: 'public' },
      sni: [
        {
          host: '*',
          tls_server_profile_url: `https://other.test/api/orgs/admin/tls-server-profiles/tls-server-profile-default`,
        },
      ],
      integration_url: `${api.url}/api/cloud/integrations/gateway-service/datapower-api-gateway`,
    });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      tls_client_profile_url: urls.client,
      sni: [{ host: '*', tls_server_profile_url: urls.server }],
    });
    urls.gateway = String(created.body.url);
  });

  test('reads it back with fields=url, and learns from 404 that another is not there yet', async () => {
    const found = await call('GET', `${zone()}/gateway-services/apigateway-service?fields=url`);
    expect(found).toEqual({ status: 200, body: { url: urls.gateway } });
    const missing = await call('GET', `${zone()}/gateway-services/other?fields=url`);
    expect(missing).toMatchObject({ status: 404, body: { status: 404, message: ['Not found'] } });
    const again = await call('POST', `${zone()}/gateway-services`, {
      title: 'API Gateway Service',
      name: 'apigateway-service',
      endpoint: 'https://x.test',
    });
    expect(again).toMatchObject({ status: 409, body: { status: 409 } });
  });

  test('registers analytics and gives it to the gateway by PATCH, in YAML', async () => {
    const analytics = await call('POST', `${zone()}/analytics-services`, {
      name: 'analytics',
      title: 'Analytics',
      endpoint: 'https://ai.apic.test',
    });
    expect(analytics.status).toBe(201);
    const yaml = `analytics_service_url: ${analytics.body.url}\n`;
    const patched = await call('PATCH', urls.gateway ?? '', yaml, 'application/yaml');
    expect(patched).toMatchObject({ status: 200, body: { analytics_service_url: analytics.body.url } });
  });

  test('cannot register a portal before an email server is selected, and reads exactly why', async () => {
    const portal = {
      title: 'portal-service',
      name: 'portal-service',
      endpoint: 'https://api.portal.apic.test',
      web_endpoint_base: 'https://portal.apic.test',
      visibility: { group_urls: null, org_urls: null, type: 'public' },
    };
    const refused = await call('POST', `${zone()}/portal-services`, portal);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toEqual(['No mail server configured in cloud settings.']);
    const server = {
      title: 'Mail',
      name: 'mail',
      host: 'smtp.apic.test',
      port: 25,
      credentials: { username: null, password: null },
      tls_client_profile_url: null,
      secure: false,
    };
    const made = await call('POST', '/orgs/admin/mail-servers', server);
    expect(made.status).toBe(201);
    expect((await call('PUT', '/cloud/settings', { mail_server_url: made.body.url })).status).toBe(200);
    const created = await call('POST', `${zone()}/portal-services`, portal);
    expect(created).toMatchObject({ status: 201, body: { visibility: portal.visibility } });
  });

  test('creates an org, and its owner gives the sandbox a gateway and a portal', async () => {
    const owner = await createProviderUser(api, 'steve');
    expect((await call('POST', '/cloud/orgs', { title: 'Acme', name: 'acme', owner_url: owner.url })).status).toBe(201);
    token = await signIn('steve', 'long enough', 'provider/default-idp-2');
    const orgs = await call('GET', '/orgs');
    const id = orgs.body.results.find(({ org_type }) => org_type === 'provider')?.id;
    const catalogs = await call('GET', `/orgs/${id}/catalogs`);
    const sandbox = catalogs.body.results.find(({ name }) => name === 'sandbox')?.id;
    const gateways = await call('GET', `/orgs/acme/gateway-services`);
    const path = `/catalogs/${id}/${sandbox}/configured-gateway-services`;
    const configured = await call('POST', path, { gateway_service_url: gateways.body.results[0]?.url });
    expect(configured).toMatchObject({ status: 201, body: { name: 'apigateway-service' } });
    const portals = await call('GET', '/orgs/acme/portal-services');
    const portal = {
      type: 'drupal',
      endpoint: 'https://portal.apic.test/acme/sandbox',
      portal_service_url: portals.body.results[0]?.url,
    };
    const settings = await call('PUT', `/catalogs/acme/sandbox/settings`, { portal, application_lifecycle: {} });
    expect(settings).toMatchObject({ status: 200, body: { portal } });
  });

  test('asks how far the gateways of each catalog are, as monitors do', async () => {
    token = await signIn('admin', ADMIN_PASSWORD, 'admin/default-idp-1');
    const path = '/catalogs/acme/sandbox/configured-gateway-services?fields=add(gateway_processing_status,events)';
    const { status, body } = await call('GET', path);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      {
        name: 'apigateway-service',
        gateway_service_type: 'datapower-api-gateway',
        gateway_processing_status: { number_of_outstanding_sent_events: 0, number_of_outstanding_queued_events: 0 },
      },
    ]);
  });
});
