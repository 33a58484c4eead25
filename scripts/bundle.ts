// Puts what `tsc` compiles of the package into few files in `dist/bundle`: `npm run build`. The files that `tsc` has
// written beside it are for the tests; of them, the entries now lead to the bundle.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { OPTIONS } from './bundle/options.ts';
import { bundleOtelSdk, noticesOf } from './bundle/otel-sdk.ts';
import { bundleOwnFiles, ENTRIES, moduleIn, SDK } from './bundle/own-files.ts';

const root = path.join(import.meta.dirname, '..', 'packages', 'instrumentation');
const source = path.join(root, 'src');
const dist = path.join(root, 'dist');
const folder = path.join(dist, 'bundle');

/** What runs in a thread of its own, or is imported without the rest. */
const ALONE = [
  'modules/loader-thread',
  'upload/s3-worker',
  'telemetry/conventions/error-class',
  'call-log/line',
  'foundation/shown-url',
  'prices',
];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const parts = await bundleOwnFiles(source, folder);
const [sdkFile, sdkModule] = SDK;
const inside = await bundleOtelSdk(path.join(source, sdkModule), path.join(folder, sdkFile));
writeFileSync(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesOf(inside));
await build({
  ...OPTIONS,
  entryPoints: ALONE.map((name) => path.join(source, `${name}.ts`)),
  entryNames: '[name]',
  outdir: folder,
});
for (const name of ENTRIES) {
  const file = path.join(dist, `${name}.js`);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replaceAll(/require\("\.\/(.+?)\.js"\)/g, toBundle),
  );
}

/** What `tsc` compiled, with the modules of the bundle: Node.js finds in it which names an ES module can import. */
function toBundle(_: string, name: string): string {
  const found = Object.entries(parts).find(([, modules]) => modules.has(`${name}.ts`));
  if (found === undefined) throw new Error(`${name} is in no file of the bundle`);
  return moduleIn(`bundle/${found[0]}`, `${name}.ts`);
}
