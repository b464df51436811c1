import type { Request, Response } from 'express';
import { Asker } from '../../http/asker.ts';
import type { Inside, Method, Result } from '../../http/inside.ts';
import type { Performer } from '../../http/unit-of-work.ts';
import { locationOf, type Ui } from '../location.ts';
import { readCookies } from './cookie.ts';
import { isAllowed } from './needs.ts';
import { type Page, type PageMessage, Refusal, type Visit } from './page.ts';
import { preferredLanguage, type Theme, themeOf } from './preference.ts';
import { type Guest, recognize, sessionIn } from './session.ts';
import { translator } from './text.ts';

/** All pages, and what they ask. */
export interface Site {
  performer: Performer;
  inside: Inside;
  pages: readonly Page[];
}

/** A visit, with what only the frame of a page needs to know of it. */
export interface Arrival {
  visit: Visit;
  guest: Guest;
  cookies: ReadonlyMap<string, string>;
  isSecure: boolean;
  theme: Theme;
}

/** Whether browsers come over TLS, be it to us or to a proxy in front. */
const isOverTls = (publicUrl: string) => publicUrl.startsWith('https:');

export async function arrive(site: Site, page: Page, request: Request, response: Response): Promise<Arrival> {
  const { context } = site.performer;
  const ui: Ui = page.path.startsWith('/manager') ? 'manager' : 'cloud';
  const at = locationOf(context.publicUrl());
  const isSecure = isOverTls(at.publicUrl);
  const cookies = readCookies(request.headers.cookie);
  const sender = { address: request.ip ?? '', requestId: response.get('X-Request-Id') ?? null };
  const shown = new Asker(context, { ...sender, token: sessionIn(cookies, ui, isSecure) });
  const params = request.params as Record<string, string>;
  const guest = await recognize(shown, organizationIn(params), cookies, isSecure);
  const language = preferredLanguage(request, cookies, isSecure);
  // What is no person's opens no page.
  const asker = guest.caller ? shown : new Asker(context, { ...sender, token: null });
  const reads = new Map<string, Promise<Result>>();
  const call = (method: Method, path: string, { token, ...message }: PageMessage = {}) => {
    if (method !== 'GET') reads.clear();
    return site.inside(token === undefined ? asker : new Asker(context, { ...sender, token }), method, path, message);
  };
  const readOnce = (path: string, query: Readonly<Record<string, string>>) => {
    const key = `${path}?${new URLSearchParams(query)}`;
    const result = reads.get(key) ?? call('GET', path, { query });
    reads.set(key, result);
    return result;
  };
  const visit: Visit = {
    context,
    page,
    ui,
    at,
    params,
    query: textsOf(request.query),
    part: request.get('HX-Target') ?? null,
    typed: {},
    refused: null,
    shown: null,
    who: guest.caller && { id: guest.caller.id ?? '', name: guest.caller.name },
    sessionOn: (of) => sessionIn(cookies, of, isSecure),
    language,
    t: translator(language),
    call,
    async read(path, query = {}) {
      const result = await readOnce(path, query);
      if (!result.ok) throw new Refusal(result);
      return result;
    },
    may: (needs, orgId) => isAllowed(context, guest.caller, needs, orgId),
  };
  return { visit, guest, cookies, isSecure, theme: themeOf(cookies, isSecure) };
}

/** The organization that a page is about, where its address names one that can be; whatever else it names the API refuses. */
function organizationIn({ org = 'admin' }: Readonly<Record<string, string>>): string | undefined {
  return /^[\w-]+$/.test(org) ? org : undefined;
}

/** Of what was sent several times all, a line each. */
export function textsOf(values: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, [value].flat().map(String).join('\n')]),
  );
}
