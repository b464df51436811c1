import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

/** Whether there is a browser; without one the tests say in one line what to install. */
export const hasBrowser = existsSync(EXECUTABLE);

const ADVICE = 'The pages are not looked at, for there is no browser: apt-get install chromium fonts-dejavu-core';

/** Debian's Chromium, which asks nobody else for anything. */
export function launchBrowser(): Promise<Browser> {
  if (!hasBrowser) throw new Error(ADVICE);
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
