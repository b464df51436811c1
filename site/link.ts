import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { placeOf } from './navigation.ts';

/** A link of a document, by what it leads to. */
export type Link =
  | { kind: 'outside'; url: string }
  | { kind: 'page'; source: string; anchor: string }
  | { kind: 'file'; path: string }
  | { kind: 'broken'; why: string };

/** Files that the site has beside its pages: pictures, and what somebody takes along. */
const TAKEN_ALONG = /^docs\/site\/.*\.(svg|png|yaml|json)$/;

/** What a link leads to, as it is written in a document of the project: relative to the document, as forges read it. */
export function resolveLink(root: string, from: string, href: string, sources: ReadonlySet<string>): Link {
  if (/^[a-z]+:/i.test(href)) return outside(href);
  const [path = '', anchor = ''] = href.split('#');
  if (path.startsWith('/')) return { kind: 'broken', why: 'a path is written relative to its document' };
  const target = path === '' ? from : posix.normalize(posix.join(posix.dirname(from), path));
  if (target.startsWith('..')) return { kind: 'broken', why: 'it leads out of the project' };
  if (sources.has(target)) return { kind: 'page', source: target, anchor };
  if (!existsSync(join(root, target))) return { kind: 'broken', why: `there is no ${target}` };
  return { kind: 'file', path: target };
}

function outside(url: string): Link {
  const isSafe = URL.canParse(url) && new URL(url).protocol === 'https:';
  return isSafe ? { kind: 'outside', url } : { kind: 'broken', why: 'it is no https:// address' };
}

export const isTakenAlong = (path: string): boolean => TAKEN_ALONG.test(path);

/** The address of one place of the site from another, relative, so that the site may lie below any path. */
export function addressBetween(fromPlace: string, toPlace: string, anchor = ''): string {
  const path = posix.relative(posix.dirname(fromPlace), toPlace) || posix.basename(toPlace);
  return anchor === '' ? path : `${path}#${anchor}`;
}

export const addressOf = (from: string, to: string, anchor = ''): string =>
  addressBetween(placeOf(from), placeOf(to), anchor);
