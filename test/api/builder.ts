import type { TestApi } from './start-api.ts';

export const MAIL_SERVERS = '/orgs/admin/mail-servers';
export const PROFILES = '/orgs/admin/tls-client-profiles';
export const KEYSTORES = '/orgs/admin/keystores';
export const TRUSTSTORES = '/orgs/admin/truststores';
export const SETTINGS = '/cloud/settings';
/** Of the right shape, and nobody's. */
export const UNKNOWN_ID = '7d444840-9dc0-41d1-b245-5ffdce74fad2';

let count = 0;

/** A title of its own; the name that follows from it is the same. */
export function newTitle(kind = 'object'): string {
  count += 1;
  return `${kind}-${count}`;
}

export function mailServer(fields: object = {}) {
  return { title: newTitle('server'), host: 'smtp.acme.test', port: 25, ...fields };
}

/** Creates an object and answers its view; the fields need not have a title. */
export async function create(api: TestApi, path: string, fields: object = {}) {
  const { body } = await api.admin.post(path, { title: newTitle(), ...fields }).expect(201);
  return body;
}

export const createMailServer = (api: TestApi, fields: object = {}) => create(api, MAIL_SERVERS, mailServer(fields));

/** Selects a server by its URL; null unselects. */
export async function selectServer(api: TestApi, url: string | null) {
  const { body } = await api.admin.put(SETTINGS, { mail_server_url: url }).expect(200);
  return body;
}

/** The pointers of an answer's violations. */
export function pointersOf(body: { violations?: { pointer: string }[] }): string[] {
  return (body.violations ?? []).map(({ pointer }) => pointer);
}
