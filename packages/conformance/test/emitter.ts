// Telemetry of many programs, one after the other in one process.
import { createScenarioHost, startMockLlm, startOtlpSink } from '@llm-otel/testkit';
import { type emitBy, linesOf, toScenario } from './emitted.ts';

/** Emits what programs emit, those with equal settings one after the other in one process. */
export interface Emitter {
  emitBy: typeof emitBy;
  close(): Promise<void>;
}

/** Starts one, and the servers of its programs. */
export async function startEmitter(): Promise<Emitter> {
  const servers = { mock: await startMockLlm(), sink: await startOtlpSink() };
  const { mock, sink } = servers;
  const host = createScenarioHost();
  const measured = new Map<string, Set<string>>();
  return {
    async emitBy(source, env = {}) {
      mock.reset();
      sink.reset();
      const lines = linesOf(sink, await host.run(toScenario(servers, source, env)));
      const key = JSON.stringify(env);
      const known = measured.get(key) ?? new Set();
      measured.set(key, known);
      return withoutKnown(lines, known);
    },
    close: async () => {
      await host.close();
      await Promise.all([mock.close(), sink.close()]);
    },
  };
}

interface Point {
  readonly timeUnixNano: string;
}
type Measured = Readonly<Record<string, unknown>> & Readonly<Record<Kind, { dataPoints: Point[] }>>;
interface Exported {
  resourceMetrics?: { scopeMetrics: { metrics: Measured[] }[] }[];
}
const KINDS = ['sum', 'gauge', 'histogram'] as const;
type Kind = (typeof KINDS)[number];

/** The lines without points that say the same as `known` ones of earlier programs: metrics are sums since the start. */
function withoutKnown(lines: string, known: Set<string>): string {
  const isNew = (name: unknown, point: Point): boolean => {
    const text = JSON.stringify([name, { ...point, timeUnixNano: undefined }]);
    return !known.has(text) && known.add(text).size > 0;
  };
  return lines
    .split('\n')
    .map((line) => {
      const exported = JSON.parse(line) as Exported;
      for (const { scopeMetrics } of exported.resourceMetrics ?? []) {
        for (const scope of scopeMetrics) {
          scope.metrics = scope.metrics.filter((metric) => {
            const data = metric[KINDS.find((kind) => metric[kind] !== undefined)!];
            data.dataPoints = data.dataPoints.filter((point) => isNew(metric['name'], point));
            return data.dataPoints.length > 0;
          });
        }
      }
      return JSON.stringify(exported);
    })
    .join('\n');
}
