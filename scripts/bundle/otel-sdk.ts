// Puts the parts of the OpenTelemetry SDK that the lean pipeline uses into one file, with the licences of what
// is inside. The API stays outside: all its users in an application must share a copy.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { MAIN, moduleIn } from './own-files.ts';
import { OPTIONS } from './options.ts';

const ours = (name: string): string => moduleIn(MAIN, `foundation/${name}.ts`);
/** What is asked for in our own files instead of a package: by whom, and the code of a module. */
const INSTEAD: readonly (readonly [filter: RegExp, importer: RegExp, code: string])[] = [
  [/^@opentelemetry\/api$/, /./, `module.exports = ${ours('sdk-api')}.sdkApi();`],
  [/^(?:node:)?fs$/, /otlp-exporter-base/, `module.exports = ${ours('known-files')};`],
];

/** Writes the bundle of `entry` to `outfile`; returns the folders of the packages inside. */
export async function bundleOtelSdk(entry: string, outfile: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: [entry],
    outfile,
    packages: 'bundle',
    ignoreAnnotations: false,
    minifyIdentifiers: true,
    // The ES modules: what is not used is left out.
    mainFields: ['module', 'main'],
    conditions: ['module', 'import'],
    external: [`./${MAIN}`],
    metafile: true,
    plugins: [fromOurFiles],
  });
  const folders = Object.keys(metafile.inputs).flatMap((input) => packageOf(input) ?? []);
  return [...new Set(folders)].toSorted();
}

const fromOurFiles: Plugin = {
  name: 'from our files',
  setup({ onLoad, onResolve }) {
    for (const [filter, importer, contents] of INSTEAD) {
      const namespace = String(filter);
      onResolve({ filter }, (asked) =>
        importer.test(asked.importer) && asked.namespace === 'file'
          ? { path: asked.path, namespace }
          : undefined,
      );
      onLoad({ filter: /./, namespace }, () => ({ contents, loader: 'js' }));
    }
  },
};

function packageOf(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

/** One text with the licences of `packages`: each package by name, equal licences once. */
export function noticesOf(packages: readonly string[]): string {
  const byText = new Map<string, string[]>();
  for (const folder of packages) {
    const { name, version } = JSON.parse(
      readFileSync(path.join(folder, 'package.json'), 'utf8'),
    ) as { name: string; version: string };
    const text = readFileSync(path.join(folder, 'LICENSE'), 'utf8').trimEnd();
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}`]);
  }
  const parts = [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}\n`);
  return `This package contains parts of the following packages.\n\n${parts.join(`\n${'-'.repeat(72)}\n\n`)}`;
}
