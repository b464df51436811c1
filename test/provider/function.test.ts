import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { name } from '../../api/crud/field.ts';
import { deriveName } from '../../api/crud/name.ts';
import { readCertificates } from '../../api/secrets/pem.ts';
import { decodeValue, encodeValue } from '../../provider/framework/msgpack.ts';
import type { DynamicValueMessage } from '../../provider/framework/protocol/diagnostic.ts';
import type { FunctionErrorMessage } from '../../provider/framework/protocol/function.ts';
import { createService } from '../../provider/framework/service/service.ts';
import type { Value } from '../../provider/framework/value.ts';
import { provider } from '../../provider/provider.ts';
import { createAuthority } from '../../toolbox/certificate-authority.ts';

interface Called {
  result?: DynamicValueMessage;
  error?: FunctionErrorMessage;
}

const service = createService(provider);

/** What a function answers, called as an engine does, or the text of its error. */
async function call(called: string, argument: string): Promise<Value | { error: string }> {
  const request = { name: called, arguments: [encodeValue(argument, 'string')] };
  const answer = await service.CallFunction?.(request, { signal: new AbortController().signal });
  const { result, error } = (answer ?? {}) as Called;
  if (error) {
    expect(error.function_argument).toBe(0);
    return { error: error.text };
  }
  const declared = (await provider.functions()).find((each) => each.name === called);
  return decodeValue(result, declared?.returns.type ?? 'dynamic');
}

describe('name_from_title', () => {
  test('is the name that the API derives', async () => {
    expect(await call('name_from_title', 'Größe & Söhne GmbH')).toBe('grosse-sohne-gmbh');
    expect(await call('name_from_title', 'Почта')).toBe('pochta');
    const title = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 300 })
      .filter((text) => /^[^\p{Cc}\u2028\u2029]*$/u.test(text));
    await fc.assert(
      fc.asyncProperty(title, async (text) => {
        const derived = await call('name_from_title', text);
        if (typeof derived === 'string') {
          expect(derived).toBe(deriveName(text.normalize('NFC')));
          expect(name().safeParse(derived).success).toBe(true);
        } else {
          expect(() => deriveName(text.normalize('NFC'))).toThrow();
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each(['🚀', '…', '7d444840-9dc0-41d1-b245-5ffdce74fad2'])('of %j is an error on the argument', async (title) => {
    expect(await call('name_from_title', title)).toEqual({ error: expect.stringContaining('No name can be derived') });
  });
});

describe('parse_smtp_url', () => {
  const parts = { port: 587, secure: true, tls_mode: 'starttls', username: null, password: null };

  test.each<[string, object]>([
    ['smtp://smtp.example.com', { host: 'smtp.example.com' }],
    ['SMTP://smtp.example.com:25/', { host: 'smtp.example.com', port: 25 }],
    ['smtp://smtp.example.com:80', { host: 'smtp.example.com', port: 80 }],
    ['smtps://smtp.example.com', { host: 'smtp.example.com', port: 465, tls_mode: 'implicit' }],
    ['smtps://[2001:db8::1]:2465', { host: '2001:db8::1', port: 2465, tls_mode: 'implicit' }],
    ['smtp://bücher.example', { host: 'xn--bcher-kva.example' }],
    [
      'smtp://me%40example.com:p%3Aw%2F%25@h.example',
      { host: 'h.example', username: 'me@example.com', password: 'p:w/%' },
    ],
    ['smtp://me@h.example', { host: 'h.example', username: 'me' }],
    ['smtp://h.example:25?disable_starttls=true', { host: 'h.example', port: 25, secure: false, tls_mode: null }],
  ])('reads %s', async (url, expected) => {
    expect(await call('parse_smtp_url', url)).toEqual({ ...parts, ...expected });
  });

  test.each([
    ['https://smtp.example.com', 'smtp://'],
    ['smtp.example.com:25', 'smtp://'],
    ['smtp://', 'can not be read'],
    ['smtp://h.example/path', 'without a path'],
    ['smtp://h.example:0', 'from 1 to 65535'],
    ['smtp://h.example:70000', 'can not be read'],
    ['smtp://:sesame@h.example', 'no user name'],
    ['smtp://me:sesame%zz@h.example', '%25'],
    ['smtp://me:sesame@h.example?verify=no', 'disable_starttls'],
    ['smtps://h.example?disable_starttls=true', 'from the first byte'],
  ])('refuses %s, without quoting it', async (url, words) => {
    const answer = await call('parse_smtp_url', url);
    expect(answer).toEqual({ error: expect.stringContaining(words) });
    expect(JSON.stringify(answer)).not.toContain('sesame');
  });

  test('takes no more time for a hostile text than for any other of its length', async () => {
    const hostile = `smtp://${'%'.repeat(4000)}`;
    expect(await call('parse_smtp_url', hostile)).toEqual({ error: expect.any(String) });
    expect(await call('parse_smtp_url', `smtp://${'a'.repeat(5000)}`)).toEqual({
      error: expect.stringContaining('4096'),
    });
  });
});

describe('certificate_info', () => {
  test('says of a certificate what the API says', async () => {
    const authority = await createAuthority('Laboratory');
    const { certificatePem: pem } = await authority.issueServer([
      'smtp.example.com',
      'mx.example.com',
      '192.0.2.1',
      '::1',
    ]);
    const [view] = readCertificates(pem);
    const { pem: _, ...said } = view ?? { pem: '' };
    expect(await call('certificate_info', `a chain:\n${pem}\n${authority.certificatePem}`)).toEqual({
      ...said,
      serial_number: expect.stringMatching(/^[0-9A-F]+$/),
      dns_names: ['smtp.example.com', 'mx.example.com'],
      ip_addresses: ['192.0.2.1', '0:0:0:0:0:0:0:1'],
      is_ca: false,
    });
    expect(await call('certificate_info', authority.certificatePem)).toMatchObject({ is_ca: true, dns_names: [] });
  });

  test('refuses what is no certificate, and a private key', async () => {
    const authority = await createAuthority();
    const refused = { error: expect.any(String) };
    expect(await call('certificate_info', 'nothing')).toEqual(refused);
    expect(await call('certificate_info', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')).toEqual({
      error: expect.stringContaining('can not be read'),
    });
    const answer = await call('certificate_info', `${authority.certificatePem}\n${authority.privateKeyPem}`);
    expect(answer).toEqual({ error: expect.stringContaining('private key') });
  });
});
