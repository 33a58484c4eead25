// What is built from Go modules: each distribution has a folder beside this file with its own go.mod and
// go.sum, and gives one or more binaries. Knows the recipes, not how they are run.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const collectorDirectory = join(import.meta.dirname, '..');
export const manifest = join(collectorDirectory, 'builder.yaml');

/** A Go module of which files are read, and the checksum of those. */
export interface SourceModule {
  readonly goModule: string;
  readonly sum: string;
}

/** The one place where versions are written down; `collector/check.ts` compares everything with it. */
export interface Versions {
  readonly collector: {
    readonly beta: string;
    readonly stable: string;
    readonly image: string;
    /** Of components that are not to be had in the version of the others. */
    readonly older: string;
  };
  readonly jaeger: { readonly built: string; readonly goModule: string; readonly image: string };
  readonly prometheus: {
    readonly built: string;
    readonly goModule: string;
    readonly image: string;
  };
  readonly grafana: { readonly image: string };
  readonly busybox: { readonly image: string };
  readonly compose: { readonly goModule: string };
  readonly gofakes3: { readonly goModule: string };
  readonly kustomize: { readonly goModule: string };
  readonly opentelemetryOperator: SourceModule;
  readonly prometheusOperator: SourceModule;
}

export const versions: Versions = JSON.parse(
  readFileSync(join(collectorDirectory, 'versions.json'), 'utf8'),
);

export type BinaryName =
  | 'builder'
  | 'collector'
  | 'jaeger'
  | 'prometheus'
  | 'promtool'
  | 'compose-check'
  | 'gofakes3'
  | 'kustomize';
export type DistributionName = Exclude<BinaryName, 'promtool'>;

export interface Distribution {
  readonly name: DistributionName;
  /** Binary name to Go package; the collector's package is generated from the manifest. */
  readonly binaries: Readonly<Partial<Record<BinaryName, string>>>;
  /** Modules that are asked for by name; everything else in go.mod follows from them. */
  readonly requires: readonly string[];
  readonly replaces: readonly string[];
  readonly tags: readonly string[];
}

export const generatedPackage = '.';

const core = 'go.opentelemetry.io/collector';
const compose = 'github.com/compose-spec/compose-go/v2';
const gofakes3 = 'github.com/johannesboyne/gofakes3';
const kustomize = 'sigs.k8s.io/kustomize/kustomize/v5';
const jaeger = 'github.com/jaegertracing/jaeger';
const prometheus = 'github.com/prometheus/prometheus';

/** In the order in which they are built: the builder generates the collector's source. */
export const distributions: readonly Distribution[] = [
  {
    name: 'builder',
    binaries: { builder: `${core}/cmd/builder` },
    requires: [`${core}/cmd/builder@v${versions.collector.beta}`],
    replaces: [],
    tags: [],
  },
  {
    name: 'collector',
    binaries: { collector: generatedPackage },
    requires: [...manifestModules(), `${core}/otelcol@v${versions.collector.beta}`],
    replaces: [],
    tags: ['grpcnotrace'],
  },
  {
    name: 'compose-check',
    binaries: { 'compose-check': `${compose}/cmd` },
    requires: [`${compose}@v${versions.compose.goModule}`],
    replaces: [],
    tags: [],
  },
  {
    // The module path has no /v2, so Go sees only the v1 tags: they name the same commits as the v2 ones.
    name: 'jaeger',
    binaries: { jaeger: `${jaeger}/cmd/jaeger` },
    requires: [`${jaeger}@v${versions.jaeger.goModule}`],
    // Replacements are not inherited from a dependency's go.mod: these two are Jaeger's and Prometheus's needs.
    replaces: ['github.com/Shopify/sarama=github.com/Shopify/sarama@v1.33.0'],
    tags: [],
  },
  {
    name: 'prometheus',
    binaries: {
      prometheus: `${prometheus}/cmd/prometheus`,
      promtool: `${prometheus}/cmd/promtool`,
    },
    requires: [`${prometheus}@v${versions.prometheus.goModule}`],
    replaces: ['cloud.google.com/go=cloud.google.com/go@v0.123.0'],
    // Service discovery would double the binary; the bundled config names its targets.
    tags: ['netgo', 'remove_all_sd'],
  },
  {
    // An S3 server for the tests of uploads: in memory, and it asks for no key.
    name: 'gofakes3',
    binaries: { gofakes3: `${gofakes3}/cmd/gofakes3` },
    requires: [`${gofakes3}@v${versions.gofakes3.goModule}`],
    replaces: [],
    tags: [],
  },
  {
    name: 'kustomize',
    binaries: { kustomize },
    requires: [`${kustomize}@v${versions.kustomize.goModule}`],
    replaces: [],
    tags: [],
  },
];

/** The modules that builder.yaml lists, as `path@version`. */
export function manifestModules(): readonly string[] {
  const lines = readFileSync(manifest, 'utf8').matchAll(/^\s*- gomod: (\S+) (\S+)$/gm);
  return [...lines].map(([, path, version]) => `${path}@${version}`);
}

export function moduleDirectory(distribution: Distribution): string {
  return join(import.meta.dirname, distribution.name);
}
