import { describe, expect, test } from '@jest/globals';
import { KITS, ofType, referenceTo, type Stack, synthesize } from './kit.ts';

const MAIN = { name: 'main', title: 'Main relay', host: 'smtp.example.com', port: 587 };
const BACKUP = { name: 'backup', title: 'Backup relay', host: 'smtp.example.net', port: 587 };
const LAST = { title: 'Last resort', host: 'smtp.example.org', port: 25, secure: false };
const AUTHORITY = { title: 'Mail authority', caCertPem: 'PEM' };

describe.each(KITS)('of %s, the foundation', (_, kit) => {
  type Config = ConstructorParameters<typeof kit.NotificationFoundation>[2];
  const found = (config: Config) =>
    synthesize(kit, (stack: Stack) => void new kit.NotificationFoundation(stack, 'mail', config));

  test('selects the first server, and has the others follow it in their order', () => {
    const resources = found({ servers: [MAIN, BACKUP, LAST] });
    const [main, backup, last] = [MAIN, BACKUP, LAST].map(({ title }) => referenceTo(resources, 'email_server', title));
    expect(ofType(resources, 'notification_settings')).toEqual([
      { email_server_id: main, fallback_email_server_ids: [backup, last] },
    ]);
    expect(ofType(resources, 'email_server')).toEqual([BACKUP, LAST, MAIN]);
  });

  test('has a named server stay itself when the order changes', () => {
    const labels = (servers: Config['servers']) =>
      Object.entries(found({ servers }).gatepost_email_server ?? {})
        .map(([label, { host }]) => `${label} ${host}`)
        .sort();
    expect(labels([BACKUP, MAIN])).toEqual(labels([MAIN, BACKUP]));
  });

  test('says the sender, and by what mail is signed', () => {
    const sender = { name: 'API Cloud', address: 'api-cloud@example.com' };
    const dkim = { domain: 'example.com', selector: 'mail', keystoreId: 'k' };
    expect(ofType(found({ servers: [MAIN], sender, dkim }), 'notification_settings')).toMatchObject([
      { sender, dkim: { domain: 'example.com', selector: 'mail', keystore_id: 'k' } },
    ]);
  });

  test('has no TLS profile of its own without a store', () => {
    const resources = found({ servers: [MAIN] });
    expect(Object.keys(resources).sort()).toEqual(['gatepost_email_server', 'gatepost_notification_settings']);
    expect(ofType(resources, 'email_server')).toEqual([MAIN]);
  });

  test('has a TLS profile with its stores, for the servers that use TLS and name none', () => {
    const resources = found({
      truststore: AUTHORITY,
      keystore: { title: 'Client', certPem: 'PEM', privateKeyPem: 'KEY' },
      servers: [MAIN, { ...BACKUP, tlsClientProfileId: 'another' }, LAST],
    });
    expect(ofType(resources, 'tls_client_profile')).toEqual([
      {
        title: 'Mail',
        truststore_id: referenceTo(resources, 'truststore', 'Mail authority'),
        keystore_id: referenceTo(resources, 'keystore', 'Client'),
      },
    ]);
    const profiles = ofType(resources, 'email_server').map((server) => server.tls_client_profile_id);
    expect(profiles).toEqual(['another', undefined, referenceTo(resources, 'tls_client_profile', 'Mail')]);
  });

  test('has the TLS profile say what it is told to', () => {
    const tlsClientProfile = { title: 'Strict', protocols: ['tls_v1.3'], truststoreId: 'shared' };
    const [profile] = ofType(found({ servers: [MAIN], truststore: AUTHORITY, tlsClientProfile }), 'tls_client_profile');
    expect(profile).toEqual({ title: 'Strict', protocols: ['tls_v1.3'], truststore_id: 'shared' });
  });

  test('gives secrets that come without a version the first one', () => {
    const oauth2 = { clientId: 'app', clientSecretWo: 's', tokenUrl: 'https://login.example.com/token' };
    const resources = found({
      truststore: { title: 'Trust', pkcs12: 'archive', passwordWo: 's' },
      keystore: { title: 'Client', certPem: 'PEM', privateKeyPemWo: 's', privateKeyPemWoVersion: 'renewed' },
      servers: [
        { ...MAIN, passwordWo: 's' },
        { ...BACKUP, oauth2 },
      ],
    });
    expect(ofType(resources, 'truststore')).toMatchObject([{ password_wo_version: '1' }]);
    expect(ofType(resources, 'keystore')).toMatchObject([{ private_key_pem_wo_version: 'renewed' }]);
    expect(ofType(resources, 'email_server')).toMatchObject([
      { oauth2: { client_secret_wo: 's', client_secret_wo_version: '1' } },
      { password_wo_version: '1' },
    ]);
  });

  test('is refused without a server, and with two of one name', () => {
    expect(() => found({ servers: [] })).toThrow('servers of "mail" is empty: name at least the one that is selected.');
    expect(() => found({ servers: [MAIN, { ...BACKUP, name: 'main' }] })).toThrow(
      'servers has two of the name "main": name each differently.',
    );
  });

  test('takes a name that is known only when Terraform runs', () => {
    const resources = synthesize(kit, (stack) => {
      const name = new kit.TerraformVariable(stack, 'name', { type: 'string' }).stringValue;
      new kit.NotificationFoundation(stack, 'mail', { servers: [{ ...MAIN, name }] });
    });
    expect(ofType(resources, 'email_server')).toMatchObject([{ name: expect.stringMatching(/^\$\{var\.name}$/) }]);
  });
});
