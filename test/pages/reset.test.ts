import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sink, startSink } from '../../lab/sink.ts';
import { createMailServer, selectServer } from '../api/builder.ts';
import { enrol } from '../api/person.ts';
import { signIn, startApi, type TestApi } from '../api/start-api.ts';
import { createVisitor } from './visitor.ts';

let api: TestApi;
let sink: Sink;
beforeAll(async () => {
  api = await startApi();
  sink = await startSink({ security: 'plain' });
  const { url } = await createMailServer(api, { host: '127.0.0.1', port: sink.port, secure: false });
  await selectServer(api, url);
});
afterAll(async () => {
  await api.stop();
  await sink.stop();
});

/** Asks for a link as one who forgot their password does. */
async function forget() {
  const { username } = await enrol(api, 'viewer');
  const forgotten = { email: `${username}@acme.test`, realm: 'admin/default-idp-1' };
  const { location } = await createVisitor(api.url).send('/cloud/forgotten', 'send', forgotten);
  expect(location).toBe('/cloud/sign-in');
  const mail = await sink.waitFor(({ envelope }) => envelope.to.includes(forgotten.email));
  return { username, link: mail.links[0] ?? '' };
}

describe('without scripts', () => {
  test('one pastes the link, sees whose password it is, and sets it', async () => {
    const { username, link } = await forget();
    const visitor = createVisitor(api.url);
    const looked = await visitor.send('/cloud/reset', 'look', { link });
    expect(looked.html).toMatch(new RegExp(`User name</dt><dd>${username}<`));
    const token = link.replace(/.*#/, '');
    const short = await visitor.send('/cloud/reset', 'set', { link: token, password: 'short' });
    expect(short.status).toBe(422);
    expect(short.html).toContain('must have at least 8 characters');
    const done = await visitor.send('/cloud/reset', 'set', { link: token, password: 'a new password' });
    expect(done).toMatchObject({ status: 303, location: '/cloud/sign-in' });
    expect((await visitor.get('/cloud/sign-in')).html).toContain('The new password is set');
    await signIn(api.url, username, 'a new password');
    const again = await visitor.send('/cloud/reset', 'set', { link: token, password: 'another one' });
    expect(again.html).toMatch(/used already[\s\S]*Ask for a new link/);
  });
});

describe('a link that sets nothing says what happened and what to do', () => {
  test('when it has expired', async () => {
    const { link } = await forget();
    await api.gatepost.context.database.query(
      `UPDATE one_time_token SET expires_at = now() - interval '1 s' WHERE purpose = 'password-reset'`,
    );
    expect((await createVisitor(api.url).send('/cloud/reset', 'look', { link })).html).toContain('has expired');
  });

  test('when the account changed since', async () => {
    const { username, link } = await forget();
    const path = `/user-registries/admin/cloud-manager-lur/users/${username}`;
    await api.admin.patch(path, { email: 'elsewhere@acme.test' }).expect(200);
    expect((await createVisitor(api.url).send('/cloud/reset', 'look', { link })).html).toContain('no longer valid');
  });

  test.each([
    ['is none of ours', 'abc', 'no longer valid'],
    ['is not whole', 'https://acme.test/cloud/reset#', 'incomplete'],
    ['holds HTML', '#"><script>alert(1)</script>', 'incomplete'],
  ])('when it %s', async (_how, link, words) => {
    const { html } = await createVisitor(api.url).send('/manager/reset', 'look', { link });
    expect(html).toContain(words);
    expect(html).not.toContain('alert(1)');
  });
});
