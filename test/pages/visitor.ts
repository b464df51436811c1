import { ADMIN_PASSWORD } from '../api/start-api.ts';

/** What a page answered. */
export interface Answered {
  status: number;
  html: string;
  /** Where it sends the browser. */
  location: string | null;
  headers: Headers;
}

/** A browser as far as pages without scripts need one: it keeps cookies, and sends forms back with their token. */
export interface Visitor {
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Answered>;
  /** Opens the page first, for the token of its form, and sends its form. */
  send(path: string, action: string, fields?: Record<string, string>): Promise<Answered>;
  /** Sends a form as it is given. */
  post(
    path: string,
    fields: Record<string, string> | URLSearchParams,
    headers?: Record<string, string>,
  ): Promise<Answered>;
  signIn(username?: string, password?: string, ui?: string): Promise<Answered>;
}

export function createVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();

  async function ask(path: string, init: RequestInit): Promise<Answered> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const response = await fetch(url + path, { ...init, redirect: 'manual', headers });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    const html = await response.text();
    return { status: response.status, html, location: response.headers.get('location'), headers: response.headers };
  }

  const visitor: Visitor = {
    cookies,
    get: (path, headers = {}) => ask(path, { headers: { accept: 'text/html', ...headers } }),
    post: (path, fields, headers = {}) => ask(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
    async send(path, action, fields = {}) {
      const { html } = await visitor.get(path);
      return visitor.post(path, { form_token: formTokenOf(html), action, ...fields });
    },
    signIn: (username = 'admin', password = ADMIN_PASSWORD, ui = 'cloud') =>
      visitor.send(`/${ui}/sign-in`, 'sign-in', { username, password, realm: realmOf(ui) }),
  };
  return visitor;
}

const realmOf = (ui: string) => (ui === 'cloud' ? 'admin/default-idp-1' : 'provider/default-idp-2');

export const formTokenOf = (html: string): string => /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Of the object that a form changes. */
export const etagOf = (html: string): string =>
  /name="etag" value="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') ?? '';

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (/max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
