import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import { ConfigError, type Environment, readConfig } from '../../api/config.ts';

const KEY = randomBytes(32).toString('base64');

function read(env: Environment, files: Record<string, string> = {}) {
  return readConfig(env, (path) => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
    return text;
  });
}

function problemsOf(env: Environment, files?: Record<string, string>): readonly string[] {
  try {
    read(env, files);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  test('has defaults for everything', () => {
    expect(read({})).toMatchObject({
      host: '127.0.0.1',
      port: 9443,
      tls: null,
      trustProxy: null,
      publicUrl: null,
      databaseUrl: null,
      dataDir: expect.stringMatching(/\/\.gatepost$/),
      encryptionKey: null,
      admin: { username: 'admin', password: null, email: 'admin@localhost' },
      logLevel: 'info',
    });
  });

  test('treats an empty variable as absent', () => {
    expect(read({ GATEPOST_HOST: '', GATEPOST_PORT: ' ' })).toMatchObject({ host: '127.0.0.1', port: 9443 });
  });

  test('lists everything that is wrong at once, and quotes no secret', () => {
    const problems = problemsOf({
      GATEPOST_PORT: '65536',
      GATEPOST_HOST: '0.0.0.0',
      GATEPOST_PUBLIC_URL: 'ftp://x',
      GATEPOST_DATABASE_URL: 'mysql://root:database-secret@x',
      GATEPOST_ENCRYPTION_KEY: 'key-secret',
      GATEPOST_ADMIN_PASSWORD: 'short',
      GATEPOST_TOOLKIT_CLIENT_SECRET_FILE: '/nowhere',
      GATEPOST_TLS_KEY_FILE: '/nowhere.key',
      GATEPOST_LOG_LEVEL: 'loud',
    });
    for (const name of [
      'PORT',
      'HOST',
      'PUBLIC_URL',
      'DATABASE_URL',
      'ENCRYPTION_KEY',
      'ADMIN_PASSWORD',
      'LOG_LEVEL',
    ]) {
      expect(problems).toContainEqual(expect.stringContaining(`GATEPOST_${name}`));
    }
    expect(problems).toContainEqual(
      expect.stringContaining('GATEPOST_TOOLKIT_CLIENT_SECRET_FILE: /nowhere cannot be read'),
    );
    expect(problems.join()).not.toMatch(/database-secret|key-secret|short/);
  });

  test.each(['0', '1', '65535'])('takes the port %s', (port) => {
    expect(read({ GATEPOST_PORT: port }).port).toBe(Number(port));
  });

  test.each(['-1', '65536', '80.5', 'http', '0x50'])('refuses the port %s', (port) => {
    expect(problemsOf({ GATEPOST_PORT: port })).toEqual([expect.stringContaining('GATEPOST_PORT')]);
  });

  test('reads each secret from a file too, without its last line end', () => {
    const names = ['ADMIN_PASSWORD', 'TOOLKIT_CLIENT_SECRET', 'ENCRYPTION_KEY', 'DATABASE_URL'];
    const env = Object.fromEntries(names.map((name) => [`GATEPOST_${name}_FILE`, `/run/${name}`]));
    const config = read(env, {
      '/run/ADMIN_PASSWORD': 'from a file\n',
      '/run/TOOLKIT_CLIENT_SECRET': 'of the toolkit\r\n',
      '/run/ENCRYPTION_KEY': `${KEY}\n`,
      '/run/DATABASE_URL': 'postgresql://db.test/gatepost\n',
    });
    expect(config).toMatchObject({
      admin: { password: 'from a file' },
      toolkit: { clientSecret: 'of the toolkit' },
      databaseUrl: 'postgresql://db.test/gatepost',
      encryptionKey: Buffer.from(KEY, 'base64'),
    });
  });

  test('reads how much mail a process sends at once, and for how long one is tried', () => {
    const backoff = { firstMs: 5_000, longestMs: 3_600_000, giveUpMs: 432_000_000, ambiguousAtMost: 3 };
    expect(read({}).scale.mailWorker).toMatchObject({ concurrency: 20, attemptMs: 120_000, backoff });
    const given = {
      GATEPOST_MAIL_CONCURRENCY: '5',
      GATEPOST_MAIL_ATTEMPT_SECONDS: '30',
      GATEPOST_MAIL_RETRY_SECONDS: '60',
      GATEPOST_MAIL_RETRY_SECONDS_AT_MOST: '600',
      GATEPOST_MAIL_GIVE_UP_HOURS: '24',
      GATEPOST_MAIL_UNANSWERED_AT_MOST: '1',
    };
    const other = { firstMs: 60_000, longestMs: 600_000, giveUpMs: 86_400_000, ambiguousAtMost: 1 };
    expect(read(given).scale.mailWorker).toMatchObject({ concurrency: 5, attemptMs: 30_000, backoff: other });
    for (const wrong of ['0', '21', '-1', '1.5', 'many']) {
      expect(problemsOf({ GATEPOST_MAIL_UNANSWERED_AT_MOST: wrong })).toEqual([
        expect.stringContaining('from 1 to 20'),
      ]);
    }
  });

  test('reads where mail may go: addresses, networks and names', () => {
    const config = read({
      GATEPOST_SMTP_ALLOW: '169.254.1.9, fe80::/10,SMTP.acme.test.',
      GATEPOST_SMTP_DENY: '*.evil.test',
    });
    expect(config.smtp).toEqual({ allow: ['169.254.1.9', 'fe80::/10', 'smtp.acme.test'], deny: ['*.evil.test'] });
    expect(read({}).smtp).toEqual({ allow: [], deny: [] });
  });

  test.each(['10.0.0.0/33', '10.0.0', '10.1/8', 'smtp.acme.test:25', 'https://acme.test', '*', 'smtp.*.test', '::1/x'])(
    'refuses %s as where mail may go',
    (wrong) => {
      for (const name of ['GATEPOST_SMTP_ALLOW', 'GATEPOST_SMTP_DENY']) {
        expect(problemsOf({ [name]: `127.0.0.1,${wrong}` })).toEqual([
          expect.stringContaining(`${name} must be IP addresses`),
        ]);
      }
    },
  );

  test('refuses a secret that is given twice', () => {
    const env = { GATEPOST_ADMIN_PASSWORD: 'one of two', GATEPOST_ADMIN_PASSWORD_FILE: '/run/p' };
    expect(problemsOf(env, { '/run/p': 'the other' })).toEqual([expect.stringContaining('not both')]);
  });

  test('wants the key with a database of your own, and 32 bytes of it', () => {
    const GATEPOST_DATABASE_URL = 'postgres://db.test/gatepost';
    expect(problemsOf({ GATEPOST_DATABASE_URL })).toEqual([expect.stringContaining('GATEPOST_ENCRYPTION_KEY')]);
    expect(problemsOf({ GATEPOST_DATABASE_URL, GATEPOST_ENCRYPTION_KEY: KEY })).toEqual([]);
    const short = randomBytes(16).toString('base64');
    expect(problemsOf({ GATEPOST_ENCRYPTION_KEY: short })).toEqual([expect.stringContaining('32 bytes in base64')]);
  });

  test.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('serves plain HTTP on %s', (host) => {
    expect(problemsOf({ GATEPOST_HOST: host })).toEqual([]);
  });

  test.each(['0.0.0.0', '::', '10.0.0.1', 'gatepost.test', '127.0.0.1.evil.test'])(
    'refuses plain HTTP on %s',
    (host) => {
      expect(problemsOf({ GATEPOST_HOST: host })).toEqual([expect.stringContaining('plain HTTP')]);
      expect(problemsOf({ GATEPOST_HOST: host, GATEPOST_TRUST_PROXY: '10.0.0.2' })).toEqual([]);
    },
  );

  test('takes certificate and key together or not at all', () => {
    expect(problemsOf({ GATEPOST_TLS_CERTIFICATE_FILE: '/c' }, { '/c': 'PEM' })).toEqual([
      expect.stringContaining('go together'),
    ]);
  });

  test('takes slashes off the end of the public URL', () => {
    expect(read({ GATEPOST_PUBLIC_URL: 'https://api.acme.test/gatepost//' }).publicUrl).toBe(
      'https://api.acme.test/gatepost',
    );
  });

  test.each([
    '10.0.0.2',
    '::1',
    '2001:db8::/32',
    '10.0.0.0/8',
    'loopback',
    'linklocal',
    'uniquelocal',
    'loopback, 10.0.0.2,fd00::/8',
  ])('trusts the proxy %s, as Express understands it', (value) => {
    expect(read({ GATEPOST_TRUST_PROXY: value }).trustProxy).toBe(value);
    expect(() => express().set('trust proxy', value)).not.toThrow();
  });

  test.each([
    'nonsense',
    'true',
    '1',
    '10.1',
    '0x7f.0.0.1',
    '10.0.0.0/0',
    '10.0.0.0/33',
    '2001:db8::/129',
    '10.0.0.0/255.0.0.0',
    '10.0.0.2:8080',
    'proxy.acme.test',
    'loopback,',
    'loopback, nonsense',
    'toString',
  ])('refuses to trust the proxy %s', (value) => {
    const fix = /^GATEPOST_TRUST_PROXY must be .*loopback, linklocal or uniquelocal/;
    expect(problemsOf({ GATEPOST_TRUST_PROXY: value })).toEqual([expect.stringMatching(fix)]);
  });

  test.each([
    'admin',
    'admin@',
    '@acme.test',
    'admin@acme.test\nBcc: all@acme.test',
    'admin @acme.test',
    'a@b@acme.test',
  ])('refuses the e-mail address %j of the administrator', (value) => {
    const fix = /^GATEPOST_ADMIN_EMAIL must be an e-mail address, such as .* without white space/;
    expect(problemsOf({ GATEPOST_ADMIN_EMAIL: value })).toEqual([expect.stringMatching(fix)]);
  });

  test.each(['ad\nmin', 'ad\u0000min', 'ad\u001b[31mmin', 'ad\u2028min'])(
    'refuses control characters in the user name %j of the administrator',
    (value) => {
      const fix = /^GATEPOST_ADMIN_USERNAME must be a single line without control characters/;
      expect(problemsOf({ GATEPOST_ADMIN_USERNAME: value })).toEqual([expect.stringMatching(fix)]);
    },
  );

  test('takes names and addresses of people as they are written', () => {
    const env = { GATEPOST_ADMIN_EMAIL: 'jörg+gate@acme.test', GATEPOST_ADMIN_USERNAME: 'Jörg Ø. Öztürk' };
    expect(read(env).admin).toMatchObject({ username: 'Jörg Ø. Öztürk', email: 'jörg+gate@acme.test' });
  });

  test.each(['fe80::1%eth0', 'gatepost', 'gate-1.acme.test', 'gate_post'])('listens on the host %s', (host) => {
    expect(read({ GATEPOST_HOST: host, GATEPOST_TRUST_PROXY: 'loopback' }).host).toBe(host);
  });

  test.each([
    'https://gatepost.test',
    'gatepost.test:9443',
    '[::1]',
    '256.0.0.1',
    '10.0.0',
    'gate post',
    '-gate',
    'a..b',
  ])('refuses to listen on %s', (host) => {
    const fix = /^GATEPOST_HOST must be an IP address or a host name/;
    expect(problemsOf({ GATEPOST_HOST: host })).toEqual([expect.stringMatching(fix)]);
  });

  test('tells of a pair of certificate and key that cannot be used, an empty file too', () => {
    const env = { GATEPOST_TLS_CERTIFICATE_FILE: '/c', GATEPOST_TLS_KEY_FILE: '/k' };
    expect(problemsOf(env, { '/c': '', '/k': '' })).toEqual([expect.stringContaining('cannot be used')]);
    expect(problemsOf(env, { '/c': 'PEM', '/k': 'PEM' })).toEqual([expect.stringContaining('cannot be used')]);
  });

  test('has every role and moderate numbers unless told otherwise', () => {
    const { scale, retention } = read({});
    expect([...scale.roles]).toEqual(['api', 'mail', 'housekeeping']);
    expect(scale).toMatchObject({
      databasePoolSize: 10,
      mailWorker: { poolSize: 4, concurrency: 20, leaseMs: 60_000, pollMs: 1_000 },
    });
    expect(retention).toEqual({ deliveries: 90, attempts: 90, payloads: 30, audit: 400, tokens: 1, replays: 1 });
  });

  test('reads roles and numbers', () => {
    const { scale, retention } = read({
      GATEPOST_ROLES: 'housekeeping, api',
      GATEPOST_DATABASE_POOL_SIZE: '30',
      GATEPOST_MAIL_POOL_SIZE: '12',
      GATEPOST_MAIL_CONCURRENCY: '50',
      GATEPOST_MAIL_LEASE_MS: '120000',
      GATEPOST_MAIL_POLL_MS: '250',
      GATEPOST_RETENTION_AUDIT_DAYS: '36500',
      GATEPOST_RETENTION_PAYLOADS_DAYS: '7',
    });
    expect(scale).toMatchObject({
      roles: new Set(['api', 'housekeeping']),
      databasePoolSize: 30,
      mailWorker: { poolSize: 12, concurrency: 50, leaseMs: 120_000, pollMs: 250 },
    });
    expect(retention).toMatchObject({ audit: 36_500, payloads: 7 });
  });

  test.each([
    ['GATEPOST_ROLES', 'api,smtp'],
    ['GATEPOST_ROLES', 'api,'],
    ['GATEPOST_DATABASE_POOL_SIZE', '2'],
    ['GATEPOST_DATABASE_POOL_SIZE', '201'],
    ['GATEPOST_MAIL_POOL_SIZE', '1'],
    ['GATEPOST_MAIL_CONCURRENCY', '0'],
    ['GATEPOST_MAIL_LEASE_MS', '60s'],
    ['GATEPOST_MAIL_POLL_MS', '1.5'],
    ['GATEPOST_MAIL_ATTEMPT_SECONDS', '0'],
    ['GATEPOST_RETENTION_DELIVERIES_DAYS', '0'],
    ['GATEPOST_RETENTION_TOKENS_DAYS', '-1'],
    ['GATEPOST_RETENTION_ATTEMPTS_DAYS', '36501'],
    ['GATEPOST_RETENTION_REPLAYS_DAYS', 'for ever'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must be`))]);
  });

  test('wants the URL of the API where a process sends mail without being it', () => {
    expect(problemsOf({ GATEPOST_ROLES: 'mail,housekeeping' })).toEqual([
      expect.stringContaining('GATEPOST_PUBLIC_URL must be given'),
    ]);
    expect(problemsOf({ GATEPOST_ROLES: 'mail', GATEPOST_PUBLIC_URL: 'https://api.acme.test' })).toEqual([]);
    expect(problemsOf({ GATEPOST_ROLES: 'housekeeping' })).toEqual([]);
  });

  test('takes a way past a pooler only beside the way through it', () => {
    const GATEPOST_DATABASE_DIRECT_URL = 'postgres://db.test:5432/gatepost';
    expect(problemsOf({ GATEPOST_DATABASE_DIRECT_URL })).toEqual([expect.stringContaining('give both')]);
    const both = { GATEPOST_DATABASE_DIRECT_URL, GATEPOST_DATABASE_URL: 'postgres://pooler.test:6432/gatepost' };
    expect(read({ ...both, GATEPOST_ENCRYPTION_KEY: KEY }).databaseDirectUrl).toBe(GATEPOST_DATABASE_DIRECT_URL);
  });
});
