// The page in a browser. Without one it is skipped, except in CI.
import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { executablePath, figures, problems, rows, useBrowser } from './browser.ts';
import { dayOfCalls } from './day-of-calls.ts';
import { HOSTILE, type ProgramLog, programLog } from './program-log.ts';
import { call, failedCall, hex, logOf, write } from './records.ts';
import { serve } from './served.ts';

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

if (executablePath === undefined && process.env['CI'] !== undefined) {
  throw new Error('Chromium is missing; .ci/run installs it');
}

describe.skipIf(executablePath === undefined)('the page', () => {
  const open = useBrowser();
  let log: ProgramLog;
  beforeAll(async () => void (log = await programLog()));

  it('shows the numbers of the records', async () => {
    const page = await open(
      await serve(
        logOf([
          call({
            timestamp: ago(9),
            latency_ms: 100,
            cost_usd: 1.5,
            prompt_tokens: 1000,
            total_tokens: 1005,
          }),
          call({ timestamp: ago(8), latency_ms: 300, cost_usd: 0.5, model_id: 'gpt-4o-mini' }),
          failedCall({ timestamp: ago(7), latency_ms: 200, total_tokens: undefined }),
          call({ timestamp: ago(60 * 30), latency_ms: 5000 }),
        ]),
      ),
    );
    expect(await figures(page)).toEqual({
      Calls: '3',
      Errors: '1 (33.3 %)',
      'Latency, p50': '200 ms',
      'Latency, p95': '290 ms',
      Tokens: '1K',
      Cost: '$2.00',
    });
    expect(await rows(page, 'models')).toEqual([
      ['gpt-4o', '2', '150 ms', '195 ms', '1,010', '10', '', '$1.50'],
      ['gpt-4o-mini', '1', '300 ms', '300 ms', '10', '5', '', '$0.50'],
    ]);
    expect(await rows(page, 'errors')).toEqual([['429', 'gpt-4o', '1', '200 ms']]);
    const newest = await rows(page, 'newest');
    expect(newest.map((row) => row.slice(2, 5))).toEqual([
      ['failed: 429', '200 ms', '–'],
      ['ok', '300 ms', '15'],
      ['ok', '100 ms', '1,005'],
    ]);
    await page.locator('#cost summary').click();
    const costs = (await rows(page, 'cost')).map(([, cost]) => Number(cost!.slice(1)));
    expect(costs.reduce((sum, cost) => sum + cost, 0)).toBe(2);
    await page.locator('#range').selectOption('7d');
    await page.locator('#summary dd', { hasText: /^4$/ }).waitFor();
  });

  it('filters by model, and keeps it in the address', async () => {
    const served = await serve(
      logOf([call({ timestamp: ago(1) }), call({ timestamp: ago(2), model_id: 'm2' })]),
    );
    const page = await open(served);
    await page.locator('#summary dd', { hasText: /^2$/ }).waitFor();
    await page.locator('#model').selectOption('m2');
    await page.locator('#summary dd', { hasText: /^1$/ }).waitFor();
    expect((await rows(page, 'models')).map(([name]) => name)).toEqual(['m2']);
    const again = await open(served, {}, new URL(page.url()).hash);
    await again.locator('#summary dd', { hasText: /^1$/ }).waitFor();
    expect(await again.locator('#model').inputValue()).toBe('m2');
  });

  it('shows calls that were made meanwhile', async () => {
    const folder = logOf([call({ timestamp: ago(1) })]);
    const page = await open(await serve(folder));
    await page.locator('#summary dd', { hasText: /^1$/ }).waitFor();
    write(folder, [call({ timestamp: ago(2) })], 'llm_logs_2026-01-01.jsonl');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.locator('#summary dd', { hasText: /^2$/ }).waitFor();
    expect(await rows(page, 'newest')).toHaveLength(2);
  });

  it('opens a trace with the keyboard alone, and shows hostile text as text', async () => {
    const served = await serve(log.directory, [
      '--content',
      '--jaeger-url',
      'http://localhost:16686/',
    ]);
    const page = await open(served, {}, '#range=1h');
    const traced = log.records.find(({ model_id: model }) => model === 'gpt-4o-mini')!;
    const button = page.locator(`#newest button[data-id="${String(traced['request_id'])}"]`);
    await button.waitFor();
    await page.locator('body').press('Tab');
    const isThere = () => button.evaluate((one) => one.matches(':focus'));
    for (let n = 0; n < 60 && !(await isThere()); n += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#trace-call').waitFor();
    expect(await page.locator('#trace-summary').innerText()).toMatch(/^4 operations · .+ tokens/);
    expect((await rows(page, 'trace-spans')).map(([name]) => name)).toEqual([
      'chain.step answer',
      'execute_tool look-up',
      'llm.call gpt-4o',
      'llm.call gpt-4o-mini',
    ]);
    const jaeger = page.getByRole('link', { name: 'Open in Jaeger' });
    expect(await jaeger.getAttribute('href')).toBe(
      `http://localhost:16686/trace/${String(traced['trace_id'])}`,
    );
    expect(await page.locator('#trace-call-text').innerText()).toContain(HOSTILE);
    expect(await page.evaluate('window.wasRun')).toBeUndefined();
    expect(await page.locator('#trace-call-text img, #trace-call-text script').count()).toBe(0);
    expect(await problems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await isThere()).toBe(true);
  });

  it('says when a trace has more than is shown', async () => {
    const of = { timestamp: ago(1), trace_id: hex(0xfeed, 32), topic: 'x'.repeat(1_000_000) };
    const page = await open(await serve(logOf(Array.from({ length: 40 }, () => call(of)))));
    await page.locator('#newest tbody button').first().click();
    await page.locator('#trace-call').waitFor();
    expect(await page.locator('#trace-summary').innerText()).toMatch(
      /^the first 33 operations · .+ · the trace has more than is shown$/,
    );
    expect(await rows(page, 'trace-spans')).toHaveLength(33);
  });

  it('shows hostile names as text', async () => {
    const name = HOSTILE;
    const page = await open(
      await serve(
        logOf([
          failedCall({
            timestamp: ago(1),
            model_id: name,
            name,
            error_code: name,
            session_id: name,
          }),
        ]),
      ),
    );
    await page.locator('#newest tbody tr').waitFor();
    expect((await rows(page, 'errors'))[0]!.slice(0, 2)).toEqual([name, name]);
    expect(await page.evaluate('window.wasRun')).toBeUndefined();
    expect(await page.locator('main img, main script').count()).toBe(0);
  });

  it('asks for the token, and again when it is wrong', async () => {
    const token = 'a-token-of-some-length';
    const page = await open(
      await serve(logOf([call({ timestamp: ago(1) })]), [], { LLM_OTEL_SERVE_TOKEN: token }),
    );
    const dialog = page.getByRole('dialog', { name: 'Token needed' });
    await dialog.getByLabel('Token').fill('wrong-wrong-wrong');
    await page.keyboard.press('Enter');
    await dialog.getByText('was not accepted').waitFor();
    expect(await problems(page)).toEqual([]);
    await dialog.getByLabel('Token').fill(token);
    await page.keyboard.press('Enter');
    expect(await figures(page)).toMatchObject({ Calls: '1' });
    expect(page.url()).not.toContain(token);
    await page.reload();
    expect(await figures(page)).toMatchObject({ Calls: '1' });
  });

  it('says what to do when there is nothing', async () => {
    const page = await open(await serve(logOf([])));
    await page.getByRole('heading', { name: 'No calls yet' }).waitFor();
    expect(await page.locator('#empty-code').innerText()).toContain('--require llm-otel/register');
    expect(await problems(page)).toEqual([]);
    const old = await open(await serve(logOf([call({ timestamp: ago(60 * 30) })])));
    await old.getByRole('heading', { name: 'No calls in this time' }).waitFor();
  });

  it('says so when there is no log, and tries again', async () => {
    const folder = `${logOf([])}/later`;
    const page = await open(await serve(folder));
    const alert = page.getByRole('alert');
    await alert.getByText('does not exist yet').waitFor();
    mkdirSync(folder);
    write(folder, [call({ timestamp: ago(1) })]);
    await alert.getByRole('button', { name: 'Try again' }).click();
    expect(await figures(page)).toMatchObject({ Calls: '1' });
    await alert.waitFor({ state: 'hidden' });
  });

  it.each(['light', 'dark'] as const)('can be read by everybody, %s', async (colorScheme) => {
    const served = await serve(logOf(dayOfCalls(Date.now())));
    const page = await open(served, { colorScheme, reducedMotion: 'reduce' });
    await page.locator('#newest tbody tr').first().waitFor();
    const ground = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe(colorScheme === 'dark' ? 'rgb(20, 23, 27)' : 'rgb(246, 247, 248)');
    expect(await problems(page)).toEqual([]);
    // Something is drawn.
    expect(await page.locator('.plot canvas').count()).toBe(3);
    for (const drawing of await page.locator('.plot').all()) {
      expect(await drawing.getAttribute('aria-label')).toMatch(/ by hour/);
    }
  });

  it('fits a narrow screen', async () => {
    const page = await open(await serve(logOf(dayOfCalls(Date.now()))), {
      viewport: { width: 360, height: 700 },
    });
    await page.locator('#newest tbody tr').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });
});
