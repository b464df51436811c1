import type { Request, Response } from 'express';
import type { Refused } from '../../http/inside.ts';
import { sendPacked } from '../../http/representation.ts';
import { type Cookie, nameOver, writeCookie } from './cookie.ts';
import { FLASH_COOKIE, readFlash } from './flash.ts';
import type { FormView } from './form.ts';
import { issueFormToken } from './form-token.ts';
import type { Frame } from './frame.ts';
import { crumbsOf, navigationOf } from './navigation.ts';
import type { Document, Download, Live, Templated } from './page.ts';
import { renderPage, renderPart } from './render.ts';
import { PAGE_POLICY } from './security-policy.ts';
import type { Arrival, Site } from './visit.ts';

/** What the data of a page may say to its frame. */
interface FrameData {
  title?: string;
  form?: Pick<FormView, 'summary' | 'conflicts'>;
}

export async function showPage(
  site: Site,
  arrival: Arrival,
  request: Request,
  response: Response,
  status: number,
): Promise<void> {
  const { page } = arrival.visit;
  if ('document' in page) showDocument(arrival, response, await page.document(arrival.visit));
  else send(arrival, response, status, (await write(site, arrival, request, page)).html);
}

export function showDocument(arrival: Arrival, response: Response, { type, text, policy }: Document): void {
  setHeaders(arrival, response, policy);
  response.status(200).type(type).send(text);
}

/** Where the parts of live work stand in a page. */
const LIVE = '<!-- live -->';

/** A page that is sent in parts: all above what goes on at once, then what comes of it, and the rest when it is over. */
export async function showLive(
  site: Site,
  arrival: Arrival,
  request: Request,
  response: Response,
  { shown, template, work }: Live,
): Promise<void> {
  const { page } = arrival.visit;
  if ('document' in page) throw new Error(`${page.path} has no template.`);
  const visit = { ...arrival.visit, shown: { ...shown, live: LIVE } };
  const { html, frame } = await write(site, { ...arrival, visit }, request, page);
  const [above = '', below = ''] = html.split(LIVE);
  // Whoever packs answers would gather the parts.
  setHeaders(arrival, response);
  response.set({ 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' });
  response.status(200).type('html').write(above);
  try {
    await work((part) => response.write(renderPart(template, frame, part)));
  } finally {
    response.end(below);
  }
}

async function write(site: Site, arrival: Arrival, request: Request, page: Templated) {
  const { visit } = arrival;
  const data: FrameData = (await page.data?.(visit)) ?? {};
  const frame = frameOf(site, arrival, request, data.title ?? visit.t(page.title), data.form);
  return { frame, html: renderPage(page.template, page.bare ?? false, frame, { ...data, ...visit.shown }) };
}

/** An error as a page: what happened, and where to go on. */
export function showRefusal(
  site: Site,
  arrival: Arrival,
  request: Request,
  response: Response,
  { code, status, message }: Pick<Refused, 'code' | 'status' | 'message'>,
): void {
  const { visit, guest } = arrival;
  const plain = { ...arrival, visit: { ...visit, refused: null } };
  const frame = frameOf(site, plain, request, visit.t(`error.${code}`));
  const isBare = guest.caller === null;
  const requestId = response.get('X-Request-Id');
  send(plain, response, status, renderPage('frame/refusal.hbs', isBare, frame, { status, message, requestId }));
}

/** 303: whatever was sent, the next page is asked for anew, so that going back sends nothing twice. */
export function redirect(arrival: Arrival, response: Response, to: string, cookies: readonly Cookie[]): void {
  setCookies(arrival, response, cookies);
  response.set('Cache-Control', 'no-store').redirect(303, arrival.visit.at.prefix + to);
}

/** The page that was there stays, and the browser keeps the file. */
export function sendFile(response: Response, { name, type, content }: Download): void {
  response.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': PAGE_POLICY });
  response.attachment(name).type(type).send(content);
}

function send(arrival: Arrival, response: Response, status: number, html: string): void {
  setHeaders(arrival, response);
  response.status(status).type('html').vary('Accept-Encoding');
  if (!sendPacked(response, html)) response.send(html);
}

function setHeaders(arrival: Arrival, response: Response, policy = PAGE_POLICY): void {
  const spent: Cookie[] = flashOf(arrival) === undefined ? [] : [{ name: FLASH_COOKIE, value: null }];
  setCookies(arrival, response, [...arrival.guest.newCookies, ...spent]);
  response.set({
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex',
    Vary: 'Cookie, Accept-Language',
  });
}

function setCookies({ isSecure }: Arrival, response: Response, cookies: readonly Cookie[]): void {
  for (const cookie of cookies) response.append('Set-Cookie', writeCookie(isSecure, cookie));
}

const flashOf = ({ cookies, isSecure }: Arrival) => cookies.get(nameOver(isSecure, FLASH_COOKIE));

function frameOf({ pages }: Site, arrival: Arrival, request: Request, title: string, form?: FrameData['form']): Frame {
  const { visit, guest, theme } = arrival;
  const { page, at, refused } = visit;
  const failure = refused ? [{ href: null, words: refused.message }] : [];
  return {
    t: visit.t,
    may: visit.may,
    language: visit.language,
    theme,
    ui: visit.ui,
    prefix: at.prefix,
    self: at.prefix + request.path,
    here: request.originalUrl,
    formToken: issueFormToken(guest.formKey),
    who: visit.who,
    title,
    navigation: navigationOf(pages, visit),
    crumbs: crumbsOf(pages, visit, title),
    flash: readFlash(flashOf(arrival), visit.t),
    errors: form?.summary ?? failure,
    conflicts: form?.conflicts ?? null,
    scripts: page.scripts ?? [],
    styles: page.styles ?? [],
  };
}
