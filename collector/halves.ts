// The two halves of the collector's configs: what comes in and is redacted, and what goes out. An overlay changes the
// second half alone. Merging replaces lists, and a pipeline that an overlay adds can receive from anywhere.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A config of the collector, as far as its halves are concerned; an overlay has some of it. */
interface Config {
  readonly connectors?: Readonly<Record<string, unknown>>;
  readonly processors?: Readonly<Record<string, unknown>>;
  readonly receivers?: Readonly<Record<string, unknown>>;
  readonly service?: { readonly pipelines?: Readonly<Record<string, Pipeline | null>> };
}

interface Pipeline {
  readonly receivers?: readonly string[];
  readonly exporters?: readonly string[];
}

/** What the check must find: one way around redaction each. */
const AROUND = [
  'service: { pipelines: { traces/in: { processors: [memory_limiter] } } }',
  'service: { pipelines: { traces/raw: { receivers: [otlp], exporters: [debug] } } }',
  'service: { pipelines: { traces/out: { receivers: [forward, otlp] } } }',
  'processors: { transform/redact: { trace_statements: [] } }',
  'receivers: { otlp/second: { protocols: { http: } } }',
  'service: { pipelines: { traces/out_other: { receivers: [forward], exporters: [kafka] } } }',
];

/** It prints how many there are. */
const WITHOUT_CONTENT = 'debug';

/** Reports of each overlay in `folder` whether it leaves redaction where it is. */
export async function reportHalves(
  folder: string,
  report: (passed: boolean, title: string, detail?: string) => void,
): Promise<void> {
  const base = await readFile(join(folder, 'config.yaml'), 'utf8');
  for (const name of (await readdir(join(folder, 'overlays'))).toSorted()) {
    const ways = waysAround(base, await readFile(join(folder, 'overlays', name), 'utf8'));
    report(ways.length === 0, `overlays/${name} leaves redaction where it is`, ways.join('\n'));
  }
  const unseen = AROUND.filter((overlay) => waysAround(base, overlay).length !== 1);
  report(unseen.length === 0, 'an overlay that goes around redaction is found', unseen.join('\n'));
}

/** How `overlay` could let something pass `base` and what deletes there: nothing, if it changes the second half alone. */
function waysAround(base: string, overlay: string): readonly string[] {
  const [first, second] = [base, overlay].map((text) => parse(text, { merge: true }) as Config);
  const connectors = Object.keys({ ...first!.connectors, ...second!.connectors });
  const pipelines = Object.entries(second!.service?.pipelines ?? {});
  return [
    ...pipelines
      .filter(([name]) => name.endsWith('/in'))
      .map(([name]) => `it changes the pipeline ${name}`),
    ...pipelines.flatMap(([name, pipeline]) =>
      (pipeline?.receivers ?? [])
        .filter((receiver) => !connectors.includes(receiver))
        .map((receiver) => `${name} receives from ${receiver}, before redaction`),
    ),
    ...pipelines
      .filter(([, pipeline]) => pipeline?.receivers?.includes('forward'))
      .flatMap(([name, pipeline]) =>
        (pipeline?.exporters ?? [])
          .filter((exporter) => ![...connectors, WITHOUT_CONTENT].includes(exporter))
          .map((exporter) => `${name} sends to ${exporter} what no-content has not seen`),
      ),
    ...['transform/redact', 'memory_limiter']
      .filter((name) => name in (second!.processors ?? {}))
      .map((name) => `it changes the processor ${name}`),
    ...Object.keys(second!.receivers ?? {})
      .filter((name) => !(name in (first!.receivers ?? {})))
      .map((name) => `it adds the receiver ${name}, whose pipeline would have no redaction`),
  ];
}
