// Where a version in docker-compose.yml, builder.yaml or a go.mod differs from versions.json.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  collectorDirectory,
  distributions,
  manifest,
  manifestModules,
  moduleDirectory,
  versions,
} from './distributions.ts';

const images: Readonly<Record<string, string>> = {
  'otel/opentelemetry-collector-contrib': versions.collector.image,
  'jaegertracing/jaeger': versions.jaeger.image,
  'prom/prometheus': `v${versions.prometheus.image}`,
  'grafana/grafana': versions.grafana.image,
  busybox: versions.busybox.image,
};

const OLDER = /\/(?:awss3|loadbalancing)exporter$/;

/** One sentence for each disagreement; none when all agree. */
export async function versionDisagreements(): Promise<readonly string[]> {
  return [
    ...withinVersions(),
    ...(await inCompose()),
    ...(await inManifest()),
    ...(await inGoModules()),
  ];
}

// Jaeger is the exception: its newest image cannot be built from Go modules.
function withinVersions(): string[] {
  const { collector, prometheus } = versions;
  const [major, minor] = prometheus.built.split('.');
  return [
    ...differ('versions.json: collector image and beta', collector.image, collector.beta),
    ...differ('versions.json: prometheus image and built', prometheus.image, prometheus.built),
    ...differ(
      'versions.json: prometheus goModule',
      prometheus.goModule.split('.').slice(0, 2).join('.'),
      `0.${major}${minor?.padStart(2, '0')}`,
    ),
  ];
}

async function inCompose(): Promise<string[]> {
  const text = await readFile(join(collectorDirectory, '../docker-compose.yml'), 'utf8');
  const found = [...text.matchAll(/^\s+image: (\S+?):(\S+)$/gm)];
  const names = found.map(([, name]) => name);
  const unused = Object.keys(images).filter((name) => !names.includes(name));
  return [
    ...unused.map((name) => `docker-compose.yml: no service uses ${name}`),
    ...found.flatMap(([, name, tag]) =>
      differ(`docker-compose.yml: ${name}`, tag, images[name ?? ''] ?? 'not in versions.json'),
    ),
  ];
}

async function inManifest(): Promise<string[]> {
  const { beta, stable, older } = versions.collector;
  const [, own] = /^  version: (\S+)$/m.exec(await readFile(manifest, 'utf8')) ?? [];
  const modules = manifestModules().flatMap((module) => {
    const [path, version] = module.split('@');
    const expected = path?.includes('/confmap/provider/')
      ? stable
      : OLDER.test(path ?? '')
        ? older
        : beta;
    return differ(`builder.yaml: ${path}`, version, `v${expected}`);
  });
  return [...differ('builder.yaml: version', own, beta), ...modules];
}

async function inGoModules(): Promise<string[]> {
  const all = distributions.map(async (distribution) => {
    const text = await readFile(join(moduleDirectory(distribution), 'go.mod'), 'utf8');
    return distribution.requires.flatMap((module) => {
      const [path, version] = module.split('@') as [string, string];
      const [, found] = new RegExp(`^(?:require )?\\s*${path} (\\S+)`, 'm').exec(text) ?? [];
      return differ(`${distribution.name}/go.mod: ${path}`, found ?? 'missing', version);
    });
  });
  return (await Promise.all(all)).flat();
}

function differ(where: string, found: string | undefined, expected: string): string[] {
  return found === expected ? [] : [`${where} is ${found}, not ${expected}`];
}
