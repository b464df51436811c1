import type { Request } from 'express';
import { nameOver } from './cookie.ts';
import { isLanguage, LANGUAGES, type Language } from './text.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = 'gatepost-theme';
export const LANGUAGE_COOKIE = 'gatepost-language';

export const isTheme = (text: unknown): text is Theme => THEMES.some((theme) => theme === text);

export function themeOf(cookies: ReadonlyMap<string, string>, isSecure: boolean): Theme {
  const chosen = cookies.get(nameOver(isSecure, THEME_COOKIE));
  return isTheme(chosen) ? chosen : 'system';
}

/** The chosen language, or else the one that the browser would rather have. */
export function preferredLanguage(request: Request, cookies: ReadonlyMap<string, string>, isSecure: boolean): Language {
  const chosen = cookies.get(nameOver(isSecure, LANGUAGE_COOKIE));
  const wanted = isLanguage(chosen) ? chosen : request.acceptsLanguages([...LANGUAGES]);
  return isLanguage(wanted) ? wanted : 'en';
}
