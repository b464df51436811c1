import { describe, expect, test } from '@jest/globals';
import { kinds } from '../../export/cloud/kinds.ts';
import { resources } from '../../provider/resources/index.ts';

const kindOf = (typeName: string) => kinds.find(({ noun }) => `gatepost_${noun}` === typeName);

describe.each(resources.map((resource) => [resource.typeName, resource] as const))('%s', (typeName, { attributes }) => {
  test('has a kind, so that it is exported', () => {
    expect(kindOf(typeName)).toBeDefined();
  });

  test('has a kind that tells which secrets an object has, if there are any', () => {
    const takesSecrets = Object.values(attributes).some(
      ({ writeOnly, nested }) => writeOnly || Object.values(nested?.attributes ?? {}).some((each) => each.writeOnly),
    );
    // The password of a truststore opens an archive, which comes back as PEM.
    const isNeeded = takesSecrets && typeName !== 'gatepost_truststore';
    expect(kindOf(typeName)?.secrets !== undefined).toBe(isNeeded);
  });
});

describe('a kind', () => {
  test('stands once, after what it is within', () => {
    const nouns = kinds.map(({ noun }) => noun);
    expect(new Set(nouns).size).toBe(nouns.length);
    for (const { noun, within, path } of kinds) {
      expect(path.includes('{}')).toBe(within !== undefined);
      if (within !== undefined) expect(nouns.indexOf(within)).toBeGreaterThanOrEqual(0);
      expect(within).not.toBe(noun);
    }
  });

  test.each([
    [{ credentials: { username: 'a' } }, ['password']],
    [{ credentials: { username: null } }, []],
    [{ credentials: {} }, []],
    [{ credentials: { username: 'a', auth: { refresh_token: '********' } } }, ['oauth2.refresh_token']],
  ])('of email servers with %j has the secrets %j', (view, secrets) => {
    expect(kindOf('gatepost_email_server')?.secrets?.({ id: '1', name: 'a', ...view })).toEqual(secrets);
  });
});
