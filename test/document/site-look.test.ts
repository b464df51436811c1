import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { buildSite } from '../../site/build.ts';
import { findBarriers } from '../pages/set-up/accessibility.ts';
import { hasBrowser, launchBrowser } from '../pages/set-up/browser.ts';
import { photograph } from '../pages/set-up/screenshot.ts';
import { root } from './document.ts';

const looking = hasBrowser ? describe : describe.skip;

let folder: string;
let server: Server;
let browser: Browser;
let page: Page;
const faults: string[] = [];
beforeAll(async () => {
  if (!hasBrowser) {
    console.log('The site is not looked at, for there is no browser: apt-get install chromium fonts-dejavu-core');
    return;
  }
  folder = await mkdtemp(join(tmpdir(), 'gatepost-site-'));
  await buildSite(root, folder);
  server = express().use('/below/a/path', express.static(folder)).listen(0, '127.0.0.1');
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
});
afterAll(async () => {
  if (!hasBrowser) return;
  await browser.close();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const open = (path: string) =>
  page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/below/a/path/${path}`);

looking('the site in Chromium', () => {
  test.each([
    ['site-home', 'index.html'],
    ['site-concepts', 'concepts.html'],
    ['site-monitoring', 'operations/monitoring.html'],
    ['site-resource', 'provider/resources/email_server.html'],
  ])('bars nobody from %s, in both themes', async (name, path) => {
    await open(path);
    await photograph(page, name);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await findBarriers(page)).toEqual([]);
  });

  test('finds the passage that somebody looks for, from a page below another', async () => {
    await open('provider/resources/email_server.html');
    await page.fill('input[type=search]', 'restore a backup');
    await page.waitForSelector('.found a');
    await page.press('input[type=search]', 'Enter');
    await page.waitForURL(/operations\/backup\.html/);
    expect(await page.textContent('h1')).toBe('Backup and restore');
    expect(faults).toEqual([]);
  });

  test('says so when it finds nothing', async () => {
    await open('index.html');
    await page.fill('input[type=search]', 'qqqqzzzz');
    await page.waitForSelector('.found li');
    expect(await page.textContent('.found')).toContain('Nothing found');
  });

  test('keeps the colours that somebody chose, on the next page too', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await open('index.html');
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.click('.theme');
    const dark = await ground();
    expect(dark).not.toBe(light);
    await open('concepts.html');
    expect(await ground()).toBe(dark);
    expect(faults).toEqual([]);
  });

  test('is navigated without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(page.url());
    expect(await plain.isVisible('.search')).toBe(false);
    await plain.click('nav a[href$="first-five-minutes.html"]');
    expect(await plain.textContent('h1')).toBe('First five minutes');
    await context.close();
  });
});
