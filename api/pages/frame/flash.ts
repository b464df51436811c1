import type { Cookie } from './cookie.ts';
import type { Flash } from './page.ts';
import { TEXTS, type Translate } from './text.ts';

export const FLASH_COOKIE = 'gatepost-flash';
const MAX_LENGTH = 2048;

export function flashCookie(flash: Flash): Cookie {
  const value = Buffer.from(JSON.stringify(flash)).toString('base64url');
  return { name: FLASH_COOKIE, value: value.length > MAX_LENGTH ? null : value, maxAgeS: 60 };
}

/** What the page before wanted to be said; null: nothing, or what is none of our texts. */
export function readFlash(value: string | undefined, t: Translate): string | null {
  if (value === undefined || value.length > MAX_LENGTH) return null;
  try {
    const { key, values } = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as Flash;
    const [section = '', name = ''] = key.split('.');
    return Object.hasOwn(Object(TEXTS.en[section]), name) ? t(key, Object(values)) : null;
  } catch {
    return null;
  }
}
