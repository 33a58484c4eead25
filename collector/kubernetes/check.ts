// The Kubernetes base, as far as it can be checked without a cluster: Kustomize builds it, every resource fits its
// schema, and the collector validates the configs in it. A misspelt key is found in each file.

import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { findBinary } from '../distribution/binaries.ts';
import { run } from '../distribution/command.ts';
import { versions } from '../distribution/distributions.ts';
import { type Check, readSchemas, type Resource } from './schemas.ts';

type Report = (passed: boolean, title: string, detail?: string) => void;

interface Collector extends Resource {
  readonly spec: { readonly image: string; readonly config: object };
}

const COLLECTOR = join(import.meta.dirname, '..');
/** What is in the base and made from it; Kustomize reads nothing else. */
const PARTS = ['kustomization.yaml', 'kubernetes', 'dashboards'];
/** A key of each file. */
const KEYS: Readonly<Record<string, string>> = {
  'kustomization.yaml': 'configMapGenerator',
  'kubernetes/agent.yaml': 'hostPort',
  'kubernetes/gateway.yaml': 'stabilizationWindowSeconds',
  'kubernetes/instrumentation.yaml': 'resourceRequirements',
  'kubernetes/service-monitor.yaml': 'targetLabel',
  'kubernetes/rules.yaml': 'annotations',
  'kubernetes/agent-config.yaml': 'partition_traces_by_id',
  'kubernetes/gateway-config.yaml': 'group_instance_id',
};

/** Checks the base. The collector and Kustomize must be built. */
export async function checkKubernetes(report: Report): Promise<void> {
  const schemas = await readSchemas();
  const place = await mkdtemp(join(tmpdir(), 'llm-otel-kubernetes-'));
  try {
    const { resources, problems: unfit } = await buildOf(COLLECTOR, schemas);
    const built = unfit + (await problemsOfConfigs(resources, place));
    report(
      built === '',
      'kubernetes: every resource fits its schema, every config its collector',
      built,
    );
    await reportVersions(report);
    await reportDashboards(report, resources);
    const unread = (await readdir(import.meta.dirname)).filter(
      (file) => file.endsWith('.yaml') && !(`kubernetes/${file}` in KEYS),
    );
    report(unread.length === 0, 'kubernetes: a key of each file is misspelt', unread.join('\n'));
    for (const [file, key] of Object.entries(KEYS)) {
      const copy = join(place, 'copy');
      await rm(copy, { recursive: true, force: true });
      for (const part of PARTS)
        await cp(join(COLLECTOR, part), join(copy, part), { recursive: true });
      const text = await readFile(join(copy, file), 'utf8');
      await writeFile(join(copy, file), text.replace(`${key}:`, `${key}z:`));
      const { resources: wrong, problems: found } = await buildOf(copy, schemas);
      // The schema of a collector's config is the collector.
      const isConfig = file.endsWith('-config.yaml');
      const problems = isConfig ? await problemsOfConfigs(wrong, place) : found;
      report(problems.includes(`${key}z`), `${file} with \`${key}z\` is rejected`, problems);
    }
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** The resources of the base in `directory`, and what does not fit their schemas; empty if nothing does. */
async function buildOf(
  directory: string,
  schemas: Check,
): Promise<{ resources: Resource[]; problems: string }> {
  const { code, output, log } = await run(pathOf('kustomize'), ['build', directory]);
  if (code !== 0) return { resources: [], problems: log };
  const resources = parseAllDocuments(output).map((document) => document.toJS() as Resource);
  const problems = resources.map((resource) => named(resource, schemas(resource)));
  return { resources, problems: problems.filter(Boolean).join('\n') };
}

async function problemsOfConfigs(resources: readonly Resource[], place: string): Promise<string> {
  const problems: string[] = [];
  for (const resource of resources) {
    if (resource.kind !== 'OpenTelemetryCollector') continue;
    problems.push(named(resource, await problemsOfConfig(resource as Collector, place)));
  }
  return problems.filter(Boolean).join('\n');
}

function named({ kind, metadata }: Resource, problem: string | undefined): string {
  return problem === undefined ? '' : `${kind} ${metadata?.name}: ${problem}`;
}

async function problemsOfConfig({ spec }: Collector, place: string): Promise<string | undefined> {
  const file = join(place, 'config.yaml');
  await writeFile(file, stringify(spec.config, { lineWidth: 0, aliasDuplicateObjects: false }));
  const { code, log } = await run(pathOf('collector'), ['validate', `--config=${file}`]);
  return code === 0 ? undefined : log;
}

/** Kustomize takes no folder as a whole. */
async function reportDashboards(report: Report, resources: readonly Resource[]): Promise<void> {
  const files = await readdir(join(COLLECTOR, 'dashboards'));
  const [map] = resources.filter(({ kind }) => kind === 'ConfigMap');
  const { data = {} } = (map ?? {}) as { data?: Record<string, string> };
  const missing = files.filter((file) => !(file in data));
  report(
    missing.length === 0,
    'kubernetes: every dashboard is in its ConfigMap',
    missing.join('\n'),
  );
}

/** Images have the versions that are tested, as those of Compose. */
async function reportVersions(report: Report): Promise<void> {
  const expected = [
    `otel/opentelemetry-collector-contrib:${versions.collector.image}`,
    `busybox:${versions.busybox.image}`,
  ];
  const files = ['agent.yaml', 'gateway.yaml', 'node/Dockerfile'];
  const texts = await Promise.all(
    files.map((file) => readFile(join(import.meta.dirname, file), 'utf8')),
  );
  const images = texts.flatMap((text) =>
    [...text.matchAll(/(?:image:|^FROM) (?!node:)(\S+)/gm)].map(([, image]) => image!),
  );
  const wrong = images.filter((image) => !expected.includes(image));
  report(
    images.length > 0 && wrong.length === 0,
    'kubernetes: images have the versions of versions.json',
    wrong.join('\n'),
  );
}

function pathOf(name: 'kustomize' | 'collector'): string {
  const { path, reason } = findBinary(name);
  if (path === undefined) throw new Error(reason);
  return path;
}
