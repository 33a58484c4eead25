// `npm run collector:check`: every config is read by the program that will read it, and each of those
// programs is shown to reject a misspelt key, so that a ✓ means something. Builds what is missing first.

import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type BinaryName, findBinary } from './distribution/binaries.ts';
import { build } from './distribution/build.ts';
import { type CommandResult, run } from './distribution/command.ts';
import { versionDisagreements } from './distribution/version-agreement.ts';

type Read = (file: string) => Promise<CommandResult>;

const here = import.meta.dirname;
const composeFile = join(here, '../docker-compose.yml');

const MOST_LINES = 150;

let failures = 0;

function report(passed: boolean, title: string, detail = ''): void {
  console.log(`${passed ? '✓' : '✗'} ${title}`);
  if (passed) return;
  failures += 1;
  if (detail !== '') console.log(detail.trim().replaceAll(/^/gm, '    '));
}

async function main(): Promise<void> {
  const disagreements = await versionDisagreements();
  report(
    disagreements.length === 0,
    'versions.json agrees with all that repeats it',
    disagreements.join('\n'),
  );

  await build(['builder', 'collector', 'jaeger', 'prometheus', 'compose-check']);
  const place = await mkdtemp(join(tmpdir(), 'llm-otel-check-'));
  const reader = (name: BinaryName, parameters: (file: string) => string[]): Read => {
    const { path } = findBinary(name);
    // In the repository's top, as Compose resolves the mounts from there. Nothing is started.
    return (file) => run(path ?? name, parameters(file), { directory: join(here, '..') });
  };
  const collector = reader('collector', (file) => ['validate', `--config=${file}`]);
  const jaeger = reader('jaeger', (file) => ['validate', `--config=${file}`]);
  const promtool = reader('promtool', (file) => ['check', 'config', file]);
  const readRules = reader('promtool', (file) => ['check', 'rules', file]);
  const testRules = reader('promtool', (file) => ['test', 'rules', file]);
  const compose = reader('compose-check', (file) => ['-format=json', file]);

  try {
    await accepts(collector, join(here, 'config.yaml'), 'collector: config.yaml');
    const both = ['config.yaml', 'redaction.yaml'].map((file) => `--config=${join(here, file)}`);
    const redacted = reader('collector', (file) => ['validate', ...both, `--config=${file}`]);
    await accepts(redacted, join(here, 'redaction.yaml'), 'collector: config.yaml, redaction.yaml');
    for (const overlay of (await readdir(join(here, 'overlays'))).toSorted()) {
      // The collector reads an empty file without a word, too.
      const isEmpty = (await readFile(join(here, 'overlays', overlay), 'utf8')).trim() === '';
      report(!isEmpty, `overlays/${overlay} says something`);
      await accepts(
        redacted,
        join(here, 'overlays', overlay),
        `collector: config.yaml, redaction.yaml, overlays/${overlay}`,
      );
    }
    await reportReadable();
    await accepts(jaeger, join(here, 'jaeger.yaml'), 'jaeger: jaeger.yaml');
    await accepts(promtool, join(here, 'prometheus.yml'), 'promtool: prometheus.yml');
    const rules = (await readdir(join(here, 'rules'))).filter((file) => file.endsWith('.yaml'));
    for (const file of rules) {
      await accepts(readRules, join(here, 'rules', file), `promtool: rules/${file}`);
    }
    for (const file of await readdir(join(here, 'rules/tests'))) {
      await accepts(testRules, join(here, 'rules/tests', file), `promtool: rules/tests/${file}`);
    }
    const model = await accepts(compose, composeFile, 'compose: docker-compose.yml');
    reportMissingMounts(model);

    const misspelt = async (read: Read, file: string, key: string): Promise<void> => {
      const wrong = join(place, basename(file));
      await writeFile(wrong, (await readFile(file, 'utf8')).replace(`${key}:`, `${key}z:`));
      const { code, log } = await read(wrong);
      report(
        code !== 0 && log.includes(`${key}z`),
        `${basename(file)} with \`${key}z\` is rejected`,
        log,
      );
    };
    await misspelt(collector, join(here, 'config.yaml'), 'max_request_body_size');
    await misspelt(jaeger, join(here, 'jaeger.yaml'), 'max_traces');
    await misspelt(promtool, join(here, 'prometheus.yml'), 'honor_labels');
    await misspelt(readRules, join(here, 'rules/availability.yaml'), 'annotations');
    await misspelt(testRules, join(here, 'rules/tests/cost-minutes.yaml'), 'input_series');
    await misspelt(compose, composeFile, 'stop_grace_period');
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** An operator reads it in two minutes. */
async function reportReadable(): Promise<void> {
  const lines = (await readFile(join(here, 'config.yaml'), 'utf8')).trimEnd().split('\n');
  report(
    lines.length <= MOST_LINES,
    `config.yaml has at most ${MOST_LINES} lines`,
    `${lines.length}`,
  );
  const bare = lines.filter(
    (line, index) => /^\w+:$/.test(line) && !lines[index - 1]?.startsWith('#'),
  );
  report(bare.length === 0, 'every block of config.yaml has a comment', bare.join('\n'));
}

async function accepts(read: Read, file: string, title: string): Promise<string> {
  const { code, output, log } = await read(file);
  report(code === 0, title, log);
  return output;
}

/** Docker makes an empty directory of a file that is not there, and says nothing. */
function reportMissingMounts(model: string): void {
  const sources = [...model.matchAll(/"source": "([^"]+)"/g)].map(([, source]) => source ?? '');
  const missing = sources.filter((source) => source.startsWith('/') && !existsSync(source));
  report(
    model !== '' && missing.length === 0,
    'docker-compose.yml mounts only what exists',
    missing.join('\n'),
  );
}

try {
  await main();
} catch (error) {
  report(false, (error as Error).message);
}
console.log(failures === 0 ? 'collector: all well' : `collector: ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
