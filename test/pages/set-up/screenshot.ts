import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = process.env.GATEPOST_SCREENSHOTS ?? resolve(import.meta.dirname, '../../../.gatepost/screenshots');

export const THEMES = ['light', 'dark'] as const;
/** From a telephone to a large screen. */
export const WIDTHS = [360, 1280, 2560] as const;

/** A picture of a page in both themes at each width, for somebody to look at: `<name>-<theme>-<width>.png`. */
export async function photograph(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: Math.round(Math.max(640, width * 0.6)) });
      await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}-${width}.png`) });
    }
  }
}

/** All of a page as it is, however long. */
export async function photographWhole(page: Page, name: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
}
