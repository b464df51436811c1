import { afterEach, expect, test } from '@jest/globals';
import { userAgent } from '../../provider/client/user-agent.ts';
import { objectType } from '../../provider/framework/attribute.ts';
import { conform } from '../../provider/framework/conform.ts';
import { encodeValue } from '../../provider/framework/msgpack.ts';
import { createService } from '../../provider/framework/service/service.ts';
import { provider } from '../../provider/provider.ts';
import { closeServers, startAnsweringServer } from './answering-server.ts';

const executable = '/home/anna/.terraform/providers/terraform-provider-gatepost_v0.1.2';

afterEach(closeServers);

test('every request says which engine asks, by what, and what TF_APPEND_USER_AGENT adds', async () => {
  process.env.TF_APPEND_USER_AGENT = 'team-mail/7';
  const api = await startAnsweringServer(() => ({ status: 200, body: {} }));
  const service = createService(provider);
  const type = objectType(provider.attributes);
  const config = encodeValue(conform({ endpoint: api.url, token: 'ready' }, type), type);
  const call = { signal: new AbortController().signal };
  await service.ConfigureProvider?.({ config, terraform_version: '1.11.4' }, call);
  await service.ImportResourceState?.({ type_name: 'gatepost_truststore', id: 'x' }, call);
  delete process.env.TF_APPEND_USER_AGENT;
  expect(api.received.map(({ headers }) => headers['user-agent'])).toEqual([
    'Terraform/1.11.4 (+https://www.terraform.io) terraform-provider-gatepost/dev team-mail/7',
  ]);
});

test.each([
  ['terraform-provider-gatepost/0.1.2', { engineVersion: '', executable, appended: undefined }],
  [
    'Terraform/1.11.4 (+https://www.terraform.io) terraform-provider-gatepost/0.1.2',
    { engineVersion: '1.11.4', executable, appended: undefined },
  ],
  [
    'Terraform/1.11.4 (+https://www.terraform.io) terraform-provider-gatepost/0.1.2 team-mail/7',
    { engineVersion: '1.11.4', executable, appended: ' team-mail/7 ' },
  ],
  [
    'terraform-provider-gatepost/0.2.0-rc.1 ab',
    { engineVersion: '', executable: 'terraform-provider-gatepost_v0.2.0-rc.1.exe', appended: 'a\r\n\u00e4b' },
  ],
  ['terraform-provider-gatepost/dev', { engineVersion: '', executable: '/node_modules/jest', appended: '' }],
])('the API and those on the way see %s', (expected, caller) => {
  expect(userAgent(caller)).toBe(expected);
});
