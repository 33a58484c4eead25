// Agents, a broker and gateways for the tests of a file: each a real process with a directory and ports of its own, which
// ends and comes back as a test wants. All of them are gone after it.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { freePorts, loopback, portVariables } from '../../../scripts/stack/ports.ts';
import { type Service, startService } from '../../../scripts/stack/service.ts';
import { findBinary } from '../../distribution/binaries.ts';
import { mavenJars } from '../../test/maven-jars.ts';
import { testDirectory } from '../../test/test-directory.ts';
import { configsOf, type ScaleFormName, scaleForms } from '../forms.ts';
import { type Broker, KAFKA, prepareBroker } from './broker.ts';

const collector = findBinary('collector');
const jars = await mavenJars(KAFKA);
const mustRun = process.env['CI'] !== undefined;

/** Whether tests are skipped: something is missing, and nobody insists. */
export const isSkipped = collector.reason !== undefined && !mustRun;
/** The same for those that need a broker. */
export const isSkippedWithKafka = (collector.reason ?? jars.reason) !== undefined && !mustRun;
for (const reason of [collector.reason, jars.reason]) {
  if (reason !== undefined && !mustRun) console.warn(`skipped, since ${reason}`);
}

/** An agent or a gateway, which has its name, ports and directory for good. */
export interface Member {
  readonly name: string;
  readonly otlpHttp: string;
  /** `host:port` for OTLP over gRPC. */
  readonly otlpGrpc: string;
  /** The page with its own metrics. */
  readonly metrics: string;
  readonly files: { readonly traces: string; readonly metrics: string; readonly logs: string };
  readonly queues: string;
  readonly log: string;
  /** Starts it, or starts it again, and waits until it is ready. */
  start(): Promise<Service>;
}

/** How a member differs from the usual. */
export interface MemberOptions {
  readonly variables?: Readonly<Record<string, string>>;
  /** Further parameters, behind the configs of its form. */
  readonly parameters?: readonly string[];
}

export interface ScaledStack {
  readonly directory: string;
  /** Starts the broker; there is one. */
  startBroker(): Promise<{ broker: Broker; service: Service }>;
  member(form: ScaleFormName, name: string, options?: MemberOptions): Promise<Member>;
}

/** A fresh directory in which nothing runs yet. */
export async function scaledStack(): Promise<ScaledStack> {
  const { directory, watch } = await testDirectory('scale');
  let address = '';
  return {
    directory,
    async startBroker() {
      if (jars.classPath === undefined) throw new Error(jars.reason);
      const prepared = await prepareBroker(jars.classPath, path.join(directory, 'broker'));
      address = prepared.address;
      const broker: Broker = { ...prepared, start: async () => watch(await prepared.start()) };
      return { broker, service: await broker.start() };
    },
    member: async (form, name, options = {}) =>
      prepareMember({ form, name, directory, brokers: address, watch, ...options }),
  };
}

interface Preparation extends MemberOptions {
  readonly form: ScaleFormName;
  readonly name: string;
  readonly directory: string;
  readonly brokers: string;
  readonly watch: (service: Service) => Service;
}

async function prepareMember(preparation: Preparation): Promise<Member> {
  const { form, name, brokers, watch, variables = {}, parameters = [] } = preparation;
  const directory = path.join(preparation.directory, name);
  await mkdir(directory);
  const ports = await freePorts();
  const data = path.join(directory, 'otel-data');
  const queues = path.join(directory, 'otel-state/queue');
  const log = path.join(directory, 'collector.log');
  const address = (port: number): string => `http://${loopback}:${port}`;
  return {
    name,
    otlpHttp: address(ports.otlpHttp),
    otlpGrpc: `${loopback}:${ports.otlpGrpc}`,
    metrics: address(ports.collectorMetrics),
    files: {
      traces: path.join(data, 'traces.jsonl'),
      metrics: path.join(data, 'metrics.jsonl'),
      logs: path.join(data, 'logs.jsonl'),
    },
    queues,
    log,
    async start() {
      const service = startService({
        name,
        program: collector.path ?? 'collector',
        parameters: [...configsOf(scaleForms[form]), ...parameters],
        environment: {
          ...portVariables(ports),
          LLM_OTEL_COLLECTOR_HOST: loopback,
          LLM_OTEL_COLLECTOR_INSTANCE_ID: name,
          LLM_OTEL_COLLECTOR_JSONL_DIR: data,
          LLM_OTEL_COLLECTOR_STATE_DIR: queues,
          LLM_OTEL_COLLECTOR_JAEGER_ENDPOINT: `${loopback}:${ports.jaegerOtlp}`,
          LLM_OTEL_KAFKA_BROKERS: brokers,
          // The shortest that a broker allows: the tests wait for it.
          LLM_OTEL_KAFKA_SESSION_TIMEOUT: '6s',
          ...variables,
        },
        directory,
        logFile: log,
        healthUrl: address(ports.collectorHealth),
      });
      watch(service);
      await service.ready();
      return service;
    },
  };
}
