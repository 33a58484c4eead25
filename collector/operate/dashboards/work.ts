// Dashboards about what works: agents with their tools, and the pipeline itself.

import { LABEL as L, NAME as N } from '../recording.ts';
import type { Dashboard } from './dashboard.ts';
import { MCP_ROW } from './mcp.ts';
import { line } from './panels.ts';
import { OF_SERVICES, ofServices, quantile, rate } from './queries.ts';

/** What agents and their tools do. */
export const AGENTS: Dashboard = {
  name: 'agents',
  title: 'agents and tools',
  description: 'How long agents take, how many calls they make, and whether their tools work.',
  variables: OF_SERVICES,
  rows: [
    {
      title: 'Tools',
      panels: [
        line(
          'Tools a second',
          'reqps',
          rate(ofServices(`${N.tool}_count`), L.tool),
          `{{${L.tool}}}`,
        ),
        line(
          'Failed, by kind',
          'reqps',
          rate(ofServices(`${N.tool}_count`, `${L.errorType}!=""`), `${L.tool}, ${L.errorType}`),
          `{{${L.tool}}} {{${L.errorType}}}`,
        ),
        line(
          'Duration, p95',
          's',
          quantile(0.95, ofServices(`${N.tool}_bucket`), L.tool),
          `{{${L.tool}}}`,
        ),
        line(
          'Attempts beyond the first',
          'reqps',
          rate(ofServices(N.attempts), L.tool),
          `{{${L.tool}}}`,
        ),
      ],
    },
    {
      title: 'Agents',
      panels: [
        line(
          'Agents a second',
          'reqps',
          rate(ofServices(`${N.agent}_count`), L.agent),
          `{{${L.agent}}}`,
        ),
        line(
          'Duration, p95',
          's',
          quantile(0.95, ofServices(`${N.agent}_bucket`), L.agent),
          `{{${L.agent}}}`,
        ),
        line(
          'Calls of a model, each',
          'short',
          `${rate(ofServices(`${N.agentCalls}_sum`), L.agent)} / ${rate(ofServices(`${N.agentCalls}_count`), L.agent)}`,
          `{{${L.agent}}}`,
        ),
        line(
          'Tools, each',
          'short',
          `${rate(ofServices(`${N.agentTools}_sum`), L.agent)} / ${rate(ofServices(`${N.agentTools}_count`), L.agent)}`,
          `{{${L.agent}}}`,
        ),
      ],
    },
    MCP_ROW,
  ],
};

const collector = (name: string, by: string): string =>
  `sum by (${by}) (rate(${name}[$__rate_interval]))`;

/** Whether telemetry arrives. */
export const PIPELINE: Dashboard = {
  name: 'pipeline',
  title: 'pipeline',
  description: 'What the collector takes, refuses, sends and keeps in its queue.',
  variables: [],
  rows: [
    {
      title: 'In',
      panels: [
        line(
          'Spans taken',
          'short',
          collector('otelcol_receiver_accepted_spans', 'transport'),
          '{{transport}}',
        ),
        line(
          'Refused',
          'short',
          collector('otelcol_receiver_refused_spans', 'transport'),
          '{{transport}}',
        ),
        line('Targets that answer', 'short', 'min by (job) (up)', '{{job}}'),
      ],
    },
    {
      title: 'Out',
      panels: [
        line(
          'Spans sent',
          'short',
          collector('otelcol_exporter_sent_spans', 'exporter'),
          '{{exporter}}',
        ),
        line(
          'Given up',
          'short',
          `${collector('otelcol_exporter_send_failed_spans', 'exporter')} or sum by (exporter) (0 * otelcol_exporter_queue_size)`,
          '{{exporter}}',
        ),
        line(
          'Queue',
          'percentunit',
          'max by (exporter) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity)',
          '{{exporter}}',
        ),
        line('Memory', 'bytes', 'otelcol_process_memory_rss', '{{instance}}'),
        line(
          'Processor time',
          'percentunit',
          'rate(otelcol_process_cpu_seconds[$__rate_interval])',
          '{{instance}}',
        ),
        line(
          'Alerts',
          'short',
          'count by (alertname, severity) (ALERTS{alertstate="firing"}) or on () vector(0)',
          '{{alertname}}',
        ),
      ],
    },
  ],
};
