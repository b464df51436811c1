import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import { acceptsGzip } from '../../http/compression.ts';
import { readAsset } from '../asset.ts';
import { commonPasswords } from './common-password.ts';
import { iconSprite } from './icon.ts';

const packages = createRequire(import.meta.url);
const readPackage = (path: string) => readFileSync(packages.resolve(path), 'utf8');

/** Of a package's file: the map is not served. */
const SOURCE_MAP = /\/\/# sourceMappingURL=.*\s*$/;

const STYLES = ['token', 'base', 'frame', 'form', 'table', 'component', 'list', 'delivery', 'home', 'code', 'object'];

/** What pages load, by the name they load it by; all of it is served by ourselves. */
const SOURCES: Readonly<Record<string, () => string>> = {
  'style.css': () => STYLES.map((name) => readAsset(`style/${name}.css`)).join('\n'),
  'drop.js': () => readAsset('script/drop.js'),
  'page.js': () => readAsset('script/page.js'),
  'email-server.js': () => readAsset('script/email-server.js'),
  'reorder.js': () => readAsset('script/reorder.js'),
  'notification.css': () => readAsset('style/notification.css'),
  'htmx.js': () => readPackage('htmx.org/dist/htmx.min.js'),
  'timeline.js': () => readAsset('script/timeline.js'),
  'chart.js': () => readPackage('uplot/dist/uPlot.iife.min.js'),
  'chart.css': () => readPackage('uplot/dist/uPlot.min.css'),
  'link.js': () => readAsset('script/link.js'),
  'strength.js': () => readAsset('script/strength.js'),
  'zxcvbn.js': () => readPackage('@zxcvbn-ts/core/dist/zxcvbn-ts.js').replace(SOURCE_MAP, ''),
  'passwords.json': commonPasswords,
  'icons.svg': iconSprite,
  'mark.svg': () => readAsset('frame/mark.svg'),
};

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  /** Its name with the hash of its content, which may therefore be kept for good. */
  file: string;
  text: string;
  packed: Buffer;
}

const ASSETS: ReadonlyMap<string, Asset> = new Map(
  Object.entries(SOURCES).map(([name, read]) => {
    const text = read();
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
    const extension = extname(name);
    const file = `${name.slice(0, -extension.length)}.${hash}${extension}`;
    return [name, { file, text, packed: gzipSync(text, { level: 9 }) }];
  }),
);
const BY_FILE: ReadonlyMap<string, Asset> = new Map([...ASSETS.values()].map((asset) => [asset.file, asset]));

/** The path of an asset. @throws for one that is not there */
export function assetPath(name: string): string {
  const asset = ASSETS.get(name);
  if (!asset) throw new Error(`There is no asset ${name}.`);
  return `/assets/${asset.file}`;
}

/** `GET /assets/{file}` */
export const serveAsset: RequestHandler = (request, response, next) => {
  const asset = BY_FILE.get(String(request.params.file));
  response.locals.route = '/assets/{file}';
  if (!asset) return next();
  response.set({
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Content-Type': TYPES[extname(asset.file)],
    Vary: 'Accept-Encoding',
  });
  if (!acceptsGzip(request)) return void response.end(asset.text);
  // Packed once already, which whoever packs answers must not do again.
  response.set({ 'Content-Encoding': 'gzip', 'Content-Length': String(asset.packed.length) }).end(asset.packed);
};
