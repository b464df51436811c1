import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Environment } from '../../../api/config.ts';
import { enrol } from '../../api/person.ts';
import { PERSON_PASSWORD } from '../../api/session.ts';
import { ADMIN_PASSWORD, startApi, type TestApi } from '../../api/start-api.ts';
import { together } from '../../set-up/started.ts';
import { launchBrowser } from './browser.ts';

type ContextOptions = Parameters<Browser['newContext']>[0];

/** The API with its pages, and a browser to look at them. */
export interface Pages {
  api: TestApi;
  browser: Browser;
  /** A page as nobody sees it. */
  openAsGuest(path: string, options?: ContextOptions): Promise<Page>;
  /** A page of Cloud Manager as somebody with that role in `admin` sees it; `owner` is the first administrator. */
  openPage(role: string, path: string, options?: ContextOptions): Promise<Page>;
  stop(): Promise<void>;
}

/** Started once for each file of tests. */
export async function startPages(env: Environment = {}, options: Parameters<typeof startApi>[1] = {}): Promise<Pages> {
  const [api, browser] = await together([startApi(env, options), launchBrowser()]);
  const accounts = new Map([['owner', { username: 'admin', password: ADMIN_PASSWORD }]]);

  const sessions = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

  async function accountOf(role: string) {
    const account = accounts.get(role) ?? { username: (await enrol(api, role)).username, password: PERSON_PASSWORD };
    accounts.set(role, account);
    return account;
  }

  async function openAsGuest(path: string, options: ContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ baseURL: api.url, ...options });
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  return {
    api,
    browser,
    openAsGuest,
    async openPage(role, path, options) {
      const page = await openAsGuest('/cloud/sign-in', options);
      await page.context().addCookies(sessions.get(role) ?? []);
      await page.goto(path);
      if (!page.url().includes('/sign-in')) return page;
      await page.goto('/cloud/sign-in');
      const { username, password } = await accountOf(role);
      await signInBy(page, username, password);
      // Signing in is limited, so that each role does it once, as long as nobody signs out.
      sessions.set(role, await page.context().cookies());
      await page.goto(path);
      return page;
    },
    async stop() {
      await browser.close();
      await api.stop();
    },
  };
}

/** Fills in the sign-in form that is shown, and waits for the page behind it. */
export async function signInBy(page: Page, username: string, password: string): Promise<void> {
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', password);
  await page.click('[name=password] >> xpath=ancestor::form//button');
  await page.waitForLoadState();
}

export type { BrowserContext, Page };
