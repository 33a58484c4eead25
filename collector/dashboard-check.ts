// What can be said of the dashboards without Grafana: names of metrics, labels and variables are known, panels have an id and
// a place of their own, and Prometheus can read every query. Whether a query finds something is asked after a day of traffic.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  METRIC,
  METRIC_141,
  OWN_METRIC,
  TOKEN_TYPE,
} from '../packages/instrumentation/dist/telemetry/conventions/metric-vocabulary.js';
import { allFields } from '../packages/instrumentation/dist/model/fields/index.js';
import { type Dashboard, substituted } from './dashboard-queries.ts';
import type { CommandResult } from './distribution/command.ts';
import { escaped, metricName } from './operate/prometheus-names.ts';
import { recordings } from './operate/recording.ts';
import { windows } from './operate/thresholds.ts';

/** Prometheus's own, the collector's, those of an overlay and of the command's service. */
const OTHERS = [
  /^otelcol_(?:receiver|exporter|processor|process)_\w+$/,
  /^llm_otel_segment_(?:duration_seconds|cost)$/,
  /^llm_(?:follow_up|correction)_ratio$/,
];
const LABELS = new Set([
  ...allFields().flatMap(({ attribute, in141 }) => [attribute, in141 ?? attribute].map(escaped)),
  escaped(TOKEN_TYPE),
  'deployment_environment_name',
  'deployment_id',
]);
const METRICS = new Set([
  ...[METRIC, METRIC_141, OWN_METRIC].flatMap((group) => Object.values(group).map(metricName)),
  ...recordings(windows()).map(({ record }) => stem(record)),
]);
/** Grafana's own. */
const BUILT_IN = /^__/;
const ADDRESSES = /^(?:logs|jaeger)$/;

/** Reports of each dashboard in `folder`, and whether a misspelt name is found; `readRules` is Prometheus's reader. */
export async function reportDashboards(
  folder: string,
  readRules: (file: string) => Promise<CommandResult>,
  report: (passed: boolean, title: string, detail?: string) => void,
): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'llm-otel-dashboards-'));
  const check = async (text: string): Promise<string> => {
    const rules = join(place, 'queries.yaml');
    await writeFile(rules, asRules(JSON.parse(text) as Dashboard));
    const { code, log } = await readRules(rules);
    return [...problemsOf(JSON.parse(text) as Dashboard), ...(code === 0 ? [] : [log])].join('\n');
  };
  const wrong: readonly (readonly [string, string])[] = [
    ['llm_requests_total', 'llm_requests_totalz'],
    ['gen_ai_request_model', 'gen_ai_request_modelz'],
    ['$service', '$servicez'],
    ['rate(', 'ratez('],
  ];
  for (const name of (await readdir(folder)).toSorted()) {
    const problems = await check(await readFile(join(folder, name), 'utf8'));
    report(
      problems === '',
      `dashboards/${name} has known names, and queries that can be read`,
      problems,
    );
  }
  const text = await readFile(join(folder, 'overview.json'), 'utf8');
  for (const [right, misspelt] of wrong) {
    const problems = await check(text.replaceAll(right, misspelt));
    report(
      problems.includes(misspelt.replaceAll(/\W/g, '')),
      `overview.json with \`${misspelt}\` is rejected`,
      problems,
    );
  }
  await rm(place, { recursive: true, force: true });
}

function problemsOf({ panels, templating, ...rest }: Dashboard): string[] {
  const variables = new Set(templating.list.map(({ name }) => name));
  const queries = panels.flatMap((panel) => panel.targets ?? []);
  const used = [...JSON.stringify({ panels, ...rest }).matchAll(/\$\{?(\w+)/g)].map(
    ([, name]) => name!,
  );
  const places = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)}, ${y + Math.floor(at / w)}`),
  );
  return [
    ...used
      .filter((name) => !BUILT_IN.test(name) && !variables.has(name))
      .map((name) => `no variable is called ${name}`),
    ...[...variables]
      .filter((name) => !ADDRESSES.test(name) && !used.includes(name))
      .map((name) => `no panel has the variable ${name}`),
    ...[...queries.map(({ expr }) => expr), ...templating.list.map(({ query }) => textOf(query))]
      .flatMap((text) => [
        ...text.matchAll(/(?<![\w:."])(?:gen_ai|llm|mcp|otelcol|deployment)[\w:]*/g),
      ])
      .map(([name]) => name)
      .filter((name) => !isKnown(name))
      .map((name) => `neither a metric nor a label is called ${name}`),
    ...repeated(panels.map(({ id }) => id)).map((id) => `several panels have the id ${id}`),
    ...repeated(places)
      .slice(0, 1)
      .map((at) => `several panels are at ${at}`),
  ];
}

function isKnown(name: string): boolean {
  const metric = stem(name);
  return LABELS.has(name) || METRICS.has(metric) || OTHERS.some((other) => other.test(metric));
}

/** The name of a metric without the part of a histogram. */
function stem(name: string): string {
  return name.replace(/_(?:bucket|sum|count)$/, '');
}

function textOf(query: string | { readonly query: string }): string {
  return typeof query === 'string' ? query : query.query;
}

function repeated<Value>(values: readonly Value[]): Value[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** The queries as a file of rules, which can be read without a server. */
function asRules({ panels }: Dashboard): string {
  const rules = panels
    .flatMap((panel) => panel.targets ?? [])
    .map(({ expr }, index) => ({ record: `query:${index}`, expr: substituted(expr) }));
  return JSON.stringify({ groups: [{ name: 'queries', rules }] });
}
