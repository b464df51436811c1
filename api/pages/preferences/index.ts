import type { Cookie } from '../frame/cookie.ts';
import { nextOf } from '../frame/next.ts';
import type { Outcome, Page, Visit } from '../frame/page.ts';
import { isTheme, LANGUAGE_COOKIE, THEME_COOKIE } from '../frame/preference.ts';
import { isLanguage } from '../frame/text.ts';
import type { Ui } from '../location.ts';

/** Theme and language, which every page offers; kept by the browser for a year. */
export const preferencesPage = (ui: Ui): Page => ({
  path: `/${ui}/preferences`,
  title: 'preferences.title',
  needs: 'open',
  bare: true,
  template: 'preferences/page.hbs',
  actions: { choose },
});

const YEAR_S = 365 * 86_400;

async function choose(visit: Visit): Promise<Outcome> {
  const { theme, language } = visit.typed;
  const cookies: Cookie[] = [];
  if (isTheme(theme)) cookies.push({ name: THEME_COOKIE, value: theme, maxAgeS: YEAR_S });
  if (isLanguage(language)) cookies.push({ name: LANGUAGE_COOKIE, value: language, maxAgeS: YEAR_S });
  return { to: nextOf(visit), cookies };
}
