// Where the processes of one stack listen, write and log, and how each is started with the bundled configs. Starts
// nothing by itself and builds nothing.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type BinaryName, findBinary } from '../../collector/distribution/binaries.ts';
import { defaultPorts, freePorts, loopback, type Ports, portVariables } from './ports.ts';
import { type Service, startService } from './service.ts';

const configs = join(import.meta.dirname, '../../collector');

/** The binaries that a stack needs. */
export const stackBinaries = ['collector', 'jaeger', 'prometheus'] as const satisfies BinaryName[];
export type StackBinary = (typeof stackBinaries)[number];

export interface PreparationOptions {
  /** Where data, state and logs go, in the folders `otel-data/` and `otel-state/`. */
  readonly directory: string;
  /** `default`: the well-known ports, or those of variables. `free`: any, for parallel tests. */
  readonly ports: 'default' | 'free';
  /** Names of files in `collector/overlays/`, without `.yaml`. */
  readonly overlays?: readonly string[];
  /** Variables of the configs that differ from the environment's. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether `redaction.yaml` is given, as it should be: without it only for a comparison. */
  readonly redacts?: boolean;
  /** Replacements in the text of Prometheus's config. */
  readonly prometheusConfig?: Readonly<Record<string, string>>;
}

/** How one start differs from the usual. */
export interface StartOptions {
  /** Further parameters, for example `--set=receivers.otlp.protocols.http.auth.authenticator=x`. */
  readonly parameters?: readonly string[];
  /** A command that runs the program, which is given behind it. */
  readonly through?: readonly string[];
}

export interface PreparedStack {
  /** Base addresses without a trailing slash. */
  readonly endpoints: {
    readonly otlpHttp: string;
    readonly otlpGrpc: string;
    /** Jaeger's query API and, in the official image, its UI: `GET <jaeger>/api/traces?service=`. */
    readonly jaeger: string;
    readonly prometheus: string;
    /** Prometheus scrapes this; with the overlay `push-prometheus` nothing answers here. */
    readonly prometheusExporter: string;
    readonly collectorMetrics: string;
  };
  /** The JSON Lines files, one OTLP request per line; the first request creates each. */
  readonly files: { readonly traces: string; readonly metrics: string; readonly logs: string };
  /** The directory of the collector's queues. */
  readonly queues: string;
  /** Files here name further services for Prometheus, as collector/targets/ does. */
  readonly targets: string;
  /** Starts one process, always with the same ports and directories, so that it can end and come back. */
  start(name: StackBinary, options?: StartOptions): Service;
}

/**
 * Chooses the ports and writes what the processes read.
 *
 * @throws when a binary is not built or a port is taken.
 * @example
 * const prepared = await prepareStack({ directory: await mkdtemp(join(tmpdir(), 'stack-')), ports: 'free' });
 * const collector = prepared.start('collector');
 * await collector.ready();
 * await collector.stop('SIGKILL');
 */
export async function prepareStack({
  directory,
  ports,
  overlays = [],
  variables = {},
  redacts = true,
  prometheusConfig = {},
}: PreparationOptions): Promise<PreparedStack> {
  const programs = findPrograms();
  const top = resolve(directory);
  const chosen = ports === 'free' ? await freePorts() : await defaultPorts();
  const layout = { data: join(top, 'otel-data'), state: join(top, 'otel-state') };
  await mkdir(join(layout.state, 'targets'), { recursive: true });
  await writePrometheusConfig(join(layout.state, 'prometheus.yml'), chosen, prometheusConfig);

  const environment = { ...serviceEnvironment(chosen, layout), ...variables };
  const usual: Record<StackBinary, { parameters: readonly string[]; healthUrl: string }> = {
    collector: {
      parameters: collectorParameters(overlays, redacts),
      healthUrl: address(chosen.collectorHealth),
    },
    jaeger: {
      parameters: jaegerParameters(overlays),
      healthUrl: `${address(chosen.jaegerHealth)}/status`,
    },
    prometheus: {
      parameters: prometheusParameters(layout.state, chosen),
      healthUrl: `${address(chosen.prometheus)}/-/ready`,
    },
  };

  return {
    endpoints: {
      otlpHttp: address(chosen.otlpHttp),
      otlpGrpc: address(chosen.otlpGrpc),
      jaeger: address(chosen.jaegerQuery),
      prometheus: address(chosen.prometheus),
      prometheusExporter: address(chosen.prometheusExporter),
      collectorMetrics: address(chosen.collectorMetrics),
    },
    files: {
      traces: join(layout.data, 'traces.jsonl'),
      metrics: join(layout.data, 'metrics.jsonl'),
      logs: join(layout.data, 'logs.jsonl'),
    },
    queues: join(layout.state, 'queue'),
    targets: join(layout.state, 'targets'),
    start(name, { parameters = [], through = [] } = {}) {
      const [program, ...all] = [
        ...through,
        programs[name],
        ...usual[name].parameters,
        ...parameters,
      ] as [string, ...string[]];
      return startService({
        name,
        program,
        parameters: all,
        environment,
        directory: top,
        logFile: join(layout.state, `${name}.log`),
        healthUrl: usual[name].healthUrl,
      });
    },
  };
}

function findPrograms(): Record<StackBinary, string> {
  const programs = stackBinaries.map((name) => {
    const binary = findBinary(name);
    if (binary.path === undefined) throw new Error(binary.reason);
    return [name, binary.path];
  });
  return Object.fromEntries(programs) as Record<StackBinary, string>;
}

function collectorParameters(overlays: readonly string[], redacts: boolean): string[] {
  const files = [
    'config',
    ...(redacts ? ['redaction'] : []),
    ...overlays.map((overlay) => `overlays/${overlay}`),
  ];
  return files.map((file) => `--config=${configs}/${file}.yaml`);
}

/** Jaeger follows the overlays that say where it stores. */
function jaegerParameters(overlays: readonly string[]): string[] {
  const files = ['jaeger', ...overlays.filter((overlay) => overlay.startsWith('jaeger-'))];
  return files.map((file) => `--config=${configs}/${file}.yaml`);
}

/** What Prometheus must be told, here and in Compose. */
export const PROMETHEUS_FEATURES = [
  '--web.enable-otlp-receiver',
  '--enable-feature=exemplar-storage',
] as const;

function prometheusParameters(state: string, ports: Ports): string[] {
  return [
    `--config.file=${state}/prometheus.yml`,
    `--storage.tsdb.path=${state}/prometheus`,
    `--web.listen-address=${loopback}:${ports.prometheus}`,
    ...PROMETHEUS_FEATURES,
  ];
}

/** Prometheus reads no variables, so a copy of its config has this stack's addresses and paths. */
async function writePrometheusConfig(
  file: string,
  ports: Ports,
  more: Readonly<Record<string, string>>,
): Promise<void> {
  let config = await readFile(join(configs, 'prometheus.yml'), 'utf8');
  const replaced = {
    'collector:8889': `${loopback}:${ports.prometheusExporter}`,
    'collector:8888': `${loopback}:${ports.collectorMetrics}`,
    'rules/*.yaml': `${configs}/rules/*.yaml`,
    'targets/*.json': `${dirname(file)}/targets/*.json`,
    ...more,
  };
  for (const [ours, here] of Object.entries(replaced)) {
    if (!config.includes(ours)) throw new Error(`collector/prometheus.yml does not name ${ours}`);
    config = config.replaceAll(ours, here);
  }
  await writeFile(file, config);
}

function serviceEnvironment(
  ports: Ports,
  layout: { data: string; state: string },
): Record<string, string> {
  // OTEL_* in the shell is for the observed application, not for the stack.
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('OTEL_'),
  );
  return {
    ...Object.fromEntries(inherited),
    // Jaeger traces its own queries to localhost:4317, which is the collector.
    OTEL_TRACES_SAMPLER: 'always_off',
    ...portVariables(ports),
    LLM_OTEL_COLLECTOR_HOST: loopback,
    LLM_OTEL_JAEGER_HOST: loopback,
    LLM_OTEL_COLLECTOR_JSONL_DIR: layout.data,
    LLM_OTEL_COLLECTOR_STATE_DIR: join(layout.state, 'queue'),
    LLM_OTEL_COLLECTOR_JAEGER_ENDPOINT: `${loopback}:${ports.jaegerOtlp}`,
    LLM_OTEL_JAEGER_BADGER_DIR: join(layout.state, 'badger'),
    LLM_OTEL_JAEGER_PROMETHEUS_URL: address(ports.prometheus),
    LLM_OTEL_COLLECTOR_PROMETHEUS_ENDPOINT: `${address(ports.prometheus)}/api/v1/otlp`,
  };
}

function address(port: number): string {
  return `http://${loopback}:${port}`;
}
