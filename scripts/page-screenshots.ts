// Draws the `llm-otel serve` page with sample data: node scripts/page-screenshots.ts. Needs Chromium.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch } from '../packages/query/test/browser.ts';
import { dayOfCalls } from '../packages/query/test/day-of-calls.ts';
import { write } from '../packages/query/test/records.ts';
import { startServing } from '../packages/query/test/served.ts';

const target = path.join(import.meta.dirname, '../packages/query/docs');
const folder = mkdtempSync(path.join(tmpdir(), 'page-'));
write(folder, dayOfCalls(Date.now()));
mkdirSync(target, { recursive: true });
const { port, stop } = await startServing(folder);
const browser = await launch();
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1240, height: 900 } });
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.locator('#newest tbody tr').first().waitFor();
  await page.screenshot({ path: path.join(target, `page-${colorScheme}.png`) });
}
await browser.close();
await stop();
rmSync(folder, { recursive: true });
