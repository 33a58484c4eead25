// Starts the built collector, Jaeger and Prometheus as plain processes with the bundled configs. Builds nothing and
// prints nothing.

import { prepareStack, type PreparationOptions, type PreparedStack } from './prepare-stack.ts';

export { stackBinaries } from './prepare-stack.ts';

export interface StackOptions extends PreparationOptions {
  /** Whether Jaeger and Prometheus run, too. */
  readonly hasBackends?: boolean;
}

export interface Stack extends Omit<PreparedStack, 'start'> {
  readonly processes: Readonly<Record<string, number | undefined>>;
  /** Resolves when one of the processes ends, with a message that names it and the end of its log. */
  readonly ended: Promise<string>;
  /** Stops the collector first, so that it can flush its data. */
  stop(): Promise<void>;
}

/**
 * Starts the processes and resolves when all of them answer their health address.
 *
 * @throws when a binary is not built, a port is taken, or a process does not become ready; nothing is left
 * running then.
 * @example
 * const stack = await startStack({ directory: await mkdtemp(join(tmpdir(), 'stack-')), ports: 'free' });
 * await fetch(`${stack.endpoints.otlpHttp}/v1/traces`, { method: 'POST', headers, body });
 * await stack.stop();
 */
export async function startStack({ hasBackends = true, ...options }: StackOptions): Promise<Stack> {
  const { start, ...prepared } = await prepareStack(options);
  const collector = start('collector');
  const backends = hasBackends ? [start('jaeger'), start('prometheus')] : [];
  const services = [collector, ...backends];
  const stop = async (): Promise<void> => {
    await collector.stop();
    await Promise.all(backends.map((backend) => backend.stop()));
  };
  try {
    await Promise.all(services.map((service) => service.ready()));
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    ...prepared,
    processes: Object.fromEntries(services.map(({ name, processId }) => [name, processId])),
    ended: Promise.race(services.map(({ ended }) => ended)),
    stop,
  };
}
