// Writes the price tables that the package ships, one file for each provider, from `@pydantic/genai-prices`: `npm run build`.
// Of its data only what a price depends on remains.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { waitForUpdate } from '@pydantic/genai-prices';

/** When the release was published: its package does not say. To be changed with the dependency. */
const PUBLISHED: Readonly<Record<string, string>> = { '0.1.8': '2026-09-23' };

const dist = path.join(import.meta.dirname, '..', 'packages', 'instrumentation', 'dist');
const folder = path.join(dist, 'price-tables');
const source = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@pydantic/genai-prices')),
  '..',
);
const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as {
  version: string;
};
const published = PUBLISHED[version];
if (published === undefined) {
  throw new Error(
    `scripts/write-prices.ts does not say when genai-prices ${version} was published`,
  );
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const providers = (await waitForUpdate())!;
for (const { id, models, fallback_model_providers: fallback } of providers) {
  write(id, {
    id,
    ...(fallback && { fallback }),
    models: models.map((model) => ({ id: model.id, match: model.match, prices: model.prices })),
  });
}
write('index', {
  source: 'genai-prices',
  version,
  published,
  providers: providers.map(({ id }) => id),
});
const license = readFileSync(path.join(source, 'LICENSE'), 'utf8');
writeFileSync(path.join(folder, 'LICENSE'), license);

function write(name: string, value: unknown): void {
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(value));
}
