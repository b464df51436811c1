import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const packages = createRequire(import.meta.url);

/** The icons of Lucide that pages use, a word each; only they are in the sprite. */
export const ICONS = [
  'activity',
  'badge-check',
  'building-2',
  'check',
  'chevron-right',
  'circle-alert',
  'circle-check',
  'circle-x',
  'copy',
  'file-text',
  'history',
  'house',
  'inbox',
  'info',
  'key-round',
  'languages',
  'list',
  'log-out',
  'mail',
  'map-pin',
  'menu',
  'monitor',
  'moon',
  'pause',
  'play',
  'plus',
  'rotate-ccw',
  'scroll-text',
  'search',
  'send',
  'server',
  'settings',
  'shield',
  'sun',
  'triangle-alert',
  'user',
  'users',
  'x',
] as const;

/** One file with a symbol for each icon. */
export function iconSprite(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg">${ICONS.map(symbolOf).join('')}</svg>`;
}

function symbolOf(name: string): string {
  const svg = readFileSync(packages.resolve(`lucide-static/icons/${name}.svg`), 'utf8');
  const drawing = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '').replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing}</symbol>`;
}
