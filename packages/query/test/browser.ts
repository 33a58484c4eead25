// The page in a Chromium: that of CHROMIUM_PATH, or the one that Debian installs.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import type { Served } from './served.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The executable, if there is one. */
export const executablePath = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((place) => place !== undefined && existsSync(place));

/** A browser without a window. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox'] });
}

type Open = (served: Served, options?: BrowserContextOptions, hash?: string) => Promise<Page>;

/** Opens the page for the tests of a file; whatever its console says against it fails the test. */
export function useBrowser(): Open {
  let browser: Browser;
  beforeAll(async () => void (browser = await launch()));
  afterAll(() => browser.close());
  return async function open(
    { port }: Served,
    options: BrowserContextOptions = {},
    hash = '',
  ): Promise<Page> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      // A refused request is no fault of the page.
      if (/^(error|warning)$/.test(message.type()) && !/status of (401|503)/.test(message.text())) {
        complaints.push(message.text());
      }
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(`http://127.0.0.1:${port}/`)) complaints.push(request.url());
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(`http://127.0.0.1:${port}/${hash}`);
    return page;
  };
}

/** Texts of the rows of a table. */
export const rows = (page: Page, id: string): Promise<string[][]> =>
  page
    .locator(`#${id} tbody tr`)
    .evaluateAll((all) =>
      all.map((row) =>
        [...row.children].map((cell) =>
          (cell as unknown as { innerText: string }).innerText.trim(),
        ),
      ),
    );
/** The figures of the summary, as soon as they are there. */
export const figures = async (page: Page): Promise<Record<string, string>> => {
  await page.locator('#summary dd').first().waitFor();
  const texts = await page.locator('#summary > div').allInnerTexts();
  return Object.fromEntries(texts.map((text) => text.split('\n') as [string, string]));
};
/** What axe finds that is serious. */
export const problems = async (page: Page): Promise<unknown[]> => {
  await page.evaluate(axe);
  return page.evaluate(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`);
};
