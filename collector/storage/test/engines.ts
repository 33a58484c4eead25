// Engines that Jaeger stores traces in, each one node on free ports, which can end and come back with what is on its disk.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePorts, loopback } from '../../../scripts/stack/ports.ts';
import { type Service, startService } from '../../../scripts/stack/service.ts';
import type { Program } from '../../test/maven-jars.ts';

/** One node of which nothing runs until it is told. */
export interface Node {
  /** Where Jaeger finds it: variables of the configs of `collector/storage/`. */
  readonly variables: Readonly<Record<string, string>>;
  /** Its API, if that is HTTP. */
  readonly url?: string;
  /** Starts it, or starts it again. It is ready as soon as it says so itself. */
  start(): Service;
}

export interface Engine extends Program {
  /** The config of Jaeger, without `.yaml`. */
  readonly config: string;
  /** Whether Jaeger says that it has a span before the engine has it. */
  readonly isAcknowledgedEarly?: true;
  /** Chooses its ports and writes what it reads. */
  prepare(classPath: string, directory: string): Promise<Node>;
}

export const CASSANDRA: Engine = {
  name: 'cassandra',
  version: '5.0.5',
  artifacts: ['org.apache.cassandra:cassandra-all'],
  config: 'jaeger-cassandra',
  async prepare(classPath, directory) {
    const { otlpGrpc: port, otlpHttp: storagePort } = await freePorts();
    const settings = path.join(directory, 'cassandra.yaml');
    await mkdir(directory, { recursive: true });
    await writeFile(settings, cassandraSettings(port, storagePort));
    const log = path.join(directory, 'logback.xml');
    await writeFile(log, LOGBACK);
    return {
      variables: { LLM_OTEL_CASSANDRA_HOST: loopback, LLM_OTEL_CASSANDRA_PORT: String(port) },
      start: () =>
        startJava({
          name: 'cassandra',
          directory,
          healthUrl: `tcp://${loopback}:${port}`,
          parameters: [
            ...CASSANDRA_OPENS.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
            ...CASSANDRA_EXPORTS.map((name) => `--add-exports=${name}=ALL-UNNAMED`),
            '-Djdk.attach.allowAttachSelf=true',
            `-Dlogback.configurationFile=${log}`,
            `-Dcassandra.config=file://${settings}`,
            `-Dcassandra.storagedir=${path.join(directory, 'data')}`,
            // It is alone: there is nobody to wait for.
            '-Dcassandra.ring_delay_ms=0',
            '-Dcassandra.skip_wait_for_gossip_to_settle=0',
            '-cp',
            classPath,
            'org.apache.cassandra.service.CassandraDaemon',
          ],
        }),
    };
  },
};

export const OPENSEARCH: Engine = searchEngine('OPENSEARCH', {
  name: 'opensearch',
  version: '2.19.6',
  artifacts: ['org.opensearch:opensearch', 'org.opensearch.plugin:transport-netty4-client'],
  others: [['org.apache.logging.log4j:log4j-core', '2.25.4']],
});

/** The last line that Maven Central has the network module of. */
export const ELASTICSEARCH: Engine = searchEngine('ELASTICSEARCH', {
  name: 'elasticsearch',
  version: '7.17.29',
  artifacts: [
    'org.elasticsearch:elasticsearch',
    'org.elasticsearch.plugin:transport-netty4-client',
  ],
  others: [['org.apache.logging.log4j:log4j-core', '2.17.1']],
});

/** One of which the source file here starts a node; `variable` begins the variables of its config. */
function searchEngine(variable: 'OPENSEARCH' | 'ELASTICSEARCH', program: Program): Engine {
  const { name } = program;
  const source = { OPENSEARCH: 'OpenSearchNode', ELASTICSEARCH: 'ElasticsearchNode' }[variable];
  return {
    ...program,
    config: `jaeger-${name}`,
    isAcknowledgedEarly: true,
    async prepare(classPath, directory) {
      const { otlpGrpc: port, otlpHttp: transport } = await freePorts();
      await mkdir(directory, { recursive: true });
      const url = `http://${loopback}:${port}`;
      return {
        variables: { [`LLM_OTEL_${variable}_URL`]: url },
        url,
        start: () =>
          startJava({
            name,
            directory,
            healthUrl: `${url}/_cluster/health?wait_for_status=yellow`,
            parameters: [
              '-cp',
              classPath,
              path.join(import.meta.dirname, `${source}.java`),
              `path.home=${directory}`,
              `network.host=${loopback}`,
              `http.port=${port}`,
              `transport.port=${transport}`,
              'cluster.name=llm-otel',
              'discovery.type=single-node',
              // The disk of a test may be nearly full.
              'cluster.routing.allocation.disk.threshold_enabled=false',
            ],
          }),
      };
    },
  };
}

interface JavaOptions {
  readonly name: string;
  readonly directory: string;
  readonly healthUrl: string;
  readonly parameters: readonly string[];
}

function startJava({ name, directory, healthUrl, parameters }: JavaOptions): Service {
  return startService({
    name,
    program: 'java',
    parameters: ['-Xmx512m', ...parameters],
    environment: process.env as Record<string, string>,
    directory,
    logFile: path.join(directory, `${name}.log`),
    healthUrl,
  });
}

/** What Cassandra reaches into, by its own list for Java 17. */
const CASSANDRA_EXPORTS = [
  'java.base/jdk.internal.misc',
  'java.management.rmi/com.sun.jmx.remote.internal.rmi',
  'java.rmi/sun.rmi.registry',
  'java.rmi/sun.rmi.server',
  'java.rmi/sun.rmi.transport.tcp',
  'java.sql/java.sql',
];
const CASSANDRA_OPENS = [
  'java.base/java.io',
  'java.base/java.lang',
  'java.base/java.lang.module',
  'java.base/java.lang.reflect',
  'java.base/java.net',
  'java.base/java.nio',
  'java.base/java.util',
  'java.base/java.util.concurrent',
  'java.base/java.util.concurrent.atomic',
  'java.base/jdk.internal.loader',
  'java.base/jdk.internal.math',
  'java.base/jdk.internal.module',
  'java.base/jdk.internal.ref',
  'java.base/jdk.internal.reflect',
  'java.base/jdk.internal.util.jar',
  'java.base/jdk.internal.vm',
  'java.base/sun.nio.ch',
  'java.rmi/sun.rmi.transport.tcp',
  'jdk.management/com.sun.management.internal',
];

const LOGBACK = `<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d %level %logger %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="out"/></root>
</configuration>
`;

function cassandraSettings(port: number, storagePort: number): string {
  return `cluster_name: llm-otel
num_tokens: 1
partitioner: org.apache.cassandra.dht.Murmur3Partitioner
commitlog_sync: batch
endpoint_snitch: SimpleSnitch
seed_provider:
  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
    parameters: [{ seeds: '${loopback}:${storagePort}' }]
listen_address: ${loopback}
rpc_address: ${loopback}
storage_port: ${storagePort}
native_transport_port: ${port}
`;
}
