// `npm run collector:check`: every config is read by the program that will read it, and each of those
// programs is shown to reject a misspelt key, so that a ✓ means something. Builds what is missing first.

import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { alertTable } from './alert-table.ts';
import { reportDashboards } from './dashboard-check.ts';
import { type BinaryName, findBinary } from './distribution/binaries.ts';
import { build } from './distribution/build.ts';
import { type CommandResult, run } from './distribution/command.ts';
import { PROMETHEUS_FEATURES } from '../scripts/stack/prepare-stack.ts';
import { checkKubernetes } from './kubernetes/check.ts';
import { configsOf, type ScaleForm, scaleForms } from './scale/forms.ts';
import { reportHalves } from './halves.ts';
import { type StorageForm, storageForms } from './storage/forms.ts';
import { unreadConfigs } from './unread-configs.ts';
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

  await build(['builder', 'collector', 'jaeger', 'prometheus', 'compose-check', 'kustomize']);
  const place = await mkdtemp(join(tmpdir(), 'llm-otel-check-'));
  const reader = (name: BinaryName, parameters: (file: string) => string[]): Read => {
    const { path } = findBinary(name);
    // In the repository's top, as Compose resolves the mounts from there. Nothing is started. A bucket has no default.
    const options = { directory: join(here, '..'), environment: { LLM_OTEL_S3_BUCKET: 'none' } };
    return (file) => run(path ?? name, parameters(file), options);
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
      await checkOverlay(redacted, overlay);
    }
    const scaled = (form: ScaleForm): Read =>
      reader('collector', (file) => ['validate', ...configsOf(form, file)]);
    for (const [what, form] of Object.entries(scaleForms)) {
      const file = join(here, `${form.file}.yaml`);
      const files = [...form.before, form.file, ...form.after].join(', ');
      await accepts(scaled(form), file, `collector: ${files} (${what})`);
    }
    const unread = await unreadConfigs();
    report(
      unread.length === 0,
      'a form names every config of scale/ and storage/',
      unread.join(', '),
    );
    await reportHalves(here, report);
    await reportDocumented();
    await reportReadable();
    await accepts(jaeger, join(here, 'jaeger.yaml'), 'jaeger: jaeger.yaml');
    const overJaeger = ['validate', `--config=${join(here, 'jaeger.yaml')}`];
    const withBadger = reader('jaeger', (file) => [...overJaeger, `--config=${file}`]);
    await accepts(
      withBadger,
      join(here, 'jaeger-badger.yaml'),
      'jaeger: jaeger.yaml, jaeger-badger.yaml',
    );
    const stored = ({ before }: StorageForm): Read =>
      reader('jaeger', (file) => [
        ...overJaeger,
        ...(before === undefined ? [] : [`--config=${join(here, 'storage', `${before}.yaml`)}`]),
        `--config=${file}`,
      ]);
    for (const form of storageForms) {
      const file = join(here, 'storage', `${form.file}.yaml`);
      const title = ['jaeger.yaml', form.before, form.file].filter(Boolean).join(', ');
      await accepts(stored(form), file, `jaeger: ${title}`);
    }
    await accepts(promtool, join(here, 'prometheus.yml'), 'promtool: prometheus.yml');
    const store = join(here, 'storage/prometheus-store.yml');
    await accepts(promtool, store, 'promtool: storage/prometheus-store.yml');
    for (const file of await readdir(join(here, 'rules'))) {
      if (!file.endsWith('.yaml')) continue;
      await accepts(readRules, join(here, 'rules', file), `promtool: rules/${file}`);
    }
    for (const file of await readdir(join(here, 'rules/tests'))) {
      await accepts(testRules, join(here, 'rules/tests', file), `promtool: rules/tests/${file}`);
    }
    await reportAlerts();
    await reportDashboards(join(here, 'dashboards'), readRules, report);
    const model = await accepts(compose, composeFile, 'compose: docker-compose.yml');
    reportMissingMounts(model);
    const untold = PROMETHEUS_FEATURES.filter((feature) => !model.includes(`"${feature}"`));
    report(untold.length === 0, 'Compose tells Prometheus what the stack does', untold.join('\n'));

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
    for (const form of Object.values(scaleForms)) {
      await misspelt(scaled(form), join(here, `${form.file}.yaml`), form.key);
    }
    await misspelt(jaeger, join(here, 'jaeger.yaml'), 'max_traces');
    await misspelt(withBadger, join(here, 'jaeger-badger.yaml'), 'ephemeral');
    for (const form of storageForms) {
      await misspelt(stored(form), join(here, 'storage', `${form.file}.yaml`), form.key);
    }
    await misspelt(promtool, join(here, 'prometheus.yml'), 'honor_labels');
    await misspelt(promtool, store, 'out_of_order_time_window');
    await misspelt(readRules, join(here, 'rules/availability.yaml'), 'annotations');
    await misspelt(testRules, join(here, 'rules/tests/cost-minutes.yaml'), 'input_series');
    await misspelt(compose, composeFile, 'stop_grace_period');
    await checkKubernetes(report);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** An alert that nobody has seen fire, or knows what to do about, is none. */
async function reportAlerts(): Promise<void> {
  for (const { alert, fires, silent, runbook, guard } of await alertTable(here)) {
    const title = `${alert}: fires in ${fires}, is silent in ${silent}, ${runbook}, ${guard}`;
    report(![fires, silent, runbook, guard].includes(''), title);
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

/** An overlay for a component that our binary does not have says so in its header. */
async function checkOverlay(read: Read, overlay: string): Promise<void> {
  const file = join(here, 'overlays', overlay);
  const text = await readFile(file, 'utf8');
  // An empty file is valid, too.
  report(/^service:$/m.test(text), `overlays/${overlay} changes what runs`);
  if (!/^# Run +not run/m.test(text)) {
    await accepts(read, file, `collector: config.yaml, redaction.yaml, overlays/${overlay}`);
    return;
  }
  await lacksComponent(read, file, `overlays/${overlay}`);
}

async function lacksComponent(read: Read, file: string, title: string): Promise<void> {
  const { code, log } = await read(file);
  const isLacking = code !== 0 && log.includes('unknown type');
  report(isLacking, `${title} is marked as not run, and this collector cannot run it`, log);
}

/** Every variable of the overlays, of the scaled form and of storage stands in a table. */
async function reportDocumented(): Promise<void> {
  const files = await Promise.all(
    ['overlays', 'scale', 'storage'].map(async (folder) =>
      (await readdir(join(here, folder))).map((file) => join(here, folder, file)),
    ),
  );
  const configs = files.flat().filter((file) => file.endsWith('.yaml'));
  const overlays = await Promise.all(configs.map((file) => readFile(file, 'utf8')));
  const pages = await Promise.all(
    ['README.md', 'scale/README.md', 'storage/README.md', '../docs/where-logs-go.md'].map((page) =>
      readFile(join(here, page), 'utf8'),
    ),
  );
  const names = overlays.flatMap((text) => [...text.matchAll(/\$\{env:(\w+)/g)]);
  const missing = names.filter(([, name]) => !pages.some((page) => page.includes(`\`${name}\``)));
  report(
    missing.length === 0,
    'the documents name every variable of the overlays, of the scaled form and of storage',
    missing.map(([, name]) => name).join('\n'),
  );
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
