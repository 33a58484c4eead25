// One real broker of Kafka on free ports, which can end and come back with what it has on disk.

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePorts, loopback } from '../../../scripts/stack/ports.ts';
import { type Service, startService } from '../../../scripts/stack/service.ts';
import { run } from '../../distribution/command.ts';
import type { Program } from '../../test/maven-jars.ts';

export const KAFKA: Program = {
  name: 'kafka',
  version: '4.1.0',
  artifacts: ['org.apache.kafka:kafka_2.13'],
};

/** Partitions of each topic. */
export const PARTITIONS = 12;

const CLUSTER = 'AAAAAAAAAAAAAAAAAAAAAQ';

/** A broker of which nothing runs until it is told. */
export interface Broker {
  readonly address: string;
  /** Starts it, or starts it again, and waits until it takes connections. */
  start(): Promise<Service>;
  /** All that stands in the messages of a topic, keys and values, uncompressed. */
  dump(topic: string): Promise<string>;
}

/** Writes its settings and formats its directory. */
export async function prepareBroker(classPath: string, directory: string): Promise<Broker> {
  const ports = await freePorts();
  const address = `${loopback}:${ports.otlpGrpc}`;
  const controller = `${loopback}:${ports.otlpHttp}`;
  const data = path.join(directory, 'kafka');
  const settings = path.join(directory, 'kafka.properties');
  await mkdir(directory, { recursive: true });
  await writeFile(settings, settingsOf({ address, controller, data }));
  const java = ['-Xmx384m', '-cp', classPath];
  const format = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER, '-c', settings];
  const { code, log } = await run('java', [...java, ...format]);
  if (code !== 0) throw new Error(`Kafka's directory could not be formatted:\n${log}`);
  return {
    address,
    async start() {
      const service = startService({
        name: 'broker',
        program: 'java',
        parameters: [...java, 'kafka.Kafka', settings],
        environment: process.env as Record<string, string>,
        directory,
        logFile: path.join(directory, 'broker.log'),
        healthUrl: `tcp://${address}`,
      });
      await service.ready();
      return service;
    },
    async dump(topic) {
      const folders = (await readdir(data)).filter((name) => name.startsWith(`${topic}-`));
      const segments = await Promise.all(
        folders.map(async (folder) =>
          (await readdir(path.join(data, folder)))
            .filter((name) => name.endsWith('.log'))
            .map((name) => path.join(data, folder, name)),
        ),
      );
      const tool = ['kafka.tools.DumpLogSegments', '--print-data-log', '--files'];
      const { code: failed, output } = await run('java', [
        ...java,
        ...tool,
        segments.flat().join(','),
      ]);
      if (failed !== 0) throw new Error(`Kafka's segments could not be read:\n${output}`);
      return output;
    },
  };
}

function settingsOf(about: { address: string; controller: string; data: string }): string {
  const { address, controller, data } = about;
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@${controller}`,
    listeners: `PLAINTEXT://${address},CONTROLLER://${controller}`,
    'advertised.listeners': `PLAINTEXT://${address}`,
    'controller.listener.names': 'CONTROLLER',
    'log.dirs': data,
    'num.partitions': PARTITIONS,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
  })
    .map(([key, value]) => `${key}=${value}`)
    .join('\n');
}
