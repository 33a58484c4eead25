// Dashboards as Grafana reads them, from a short description. Knows Grafana's JSON, and nothing of what is shown.

/** One query of a panel. */
export interface Query {
  readonly expr: string;
  /** Shown for each series: `{{job}}`. */
  readonly legend?: string;
}

/** One panel. */
export interface Panel {
  readonly title: string;
  readonly kind: 'timeseries' | 'stat' | 'table' | 'heatmap';
  /** A unit of Grafana: `s`, `percentunit`, `currencyUSD`, `reqps`, `short`. */
  readonly unit: string;
  readonly description?: string;
  readonly queries: readonly Query[];
  /** Of 24 columns; by default 8, of a stat 4. */
  readonly width?: number;
}

/** A dashboard: rows of panels. */
export interface Dashboard {
  /** The name of its file, and part of its address. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly Variable[];
  readonly rows: readonly { readonly title: string; readonly panels: readonly Panel[] }[];
}

/** A choice above the panels: values of a label. */
export interface Variable {
  readonly name: string;
  readonly label: string;
  /** As `label_values(metric, label)`. */
  readonly query: string;
}

const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };
const COLUMNS = 24;
const HEIGHT = { stat: 4, timeseries: 8, table: 8, heatmap: 8 } as const;
const TAG = 'llm-otel';
/** Addresses that a viewer can change: where the service of the command and Jaeger are. */
const ADDRESSES = [
  { name: 'logs', label: 'Call records', address: 'http://127.0.0.1:8787' },
  { name: 'jaeger', label: 'Jaeger', address: 'http://127.0.0.1:16686' },
];

/** The JSON of a dashboard. */
export function toJson({ name, title, description, variables, rows }: Dashboard): string {
  const dashboard = {
    uid: `llm-otel-${name}`,
    title: `LLM ${title}`,
    description,
    tags: [TAG],
    schemaVersion: 41,
    editable: true,
    graphTooltip: 1,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    links: [
      {
        type: 'dashboards',
        title: 'LLM',
        tags: [TAG],
        asDropdown: true,
        keepTime: true,
        includeVars: true,
      },
      { type: 'link', title: 'Call records', url: '${logs}', targetBlank: true },
      { type: 'link', title: 'Traces', url: '${jaeger}/search', targetBlank: true },
    ],
    templating: { list: [...variables.map(toChoice), ...ADDRESSES.map(toAddress)] },
    panels: placed(rows),
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

function toChoice({ name, label, query }: Variable): object {
  return {
    name,
    label,
    type: 'query',
    datasource: PROMETHEUS,
    query: { query, refId: name },
    definition: query,
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    // Series without the label are shown, too.
    allValue: '.*',
    current: { text: ['All'], value: ['$__all'] },
  };
}

function toAddress({ name, label, address }: (typeof ADDRESSES)[number]): object {
  return {
    name,
    label,
    type: 'textbox',
    query: address,
    current: { text: address, value: address },
    hide: 2,
  };
}

function placed(rows: Dashboard['rows']): object[] {
  const panels: object[] = [];
  let y = 0;
  for (const row of rows) {
    panels.push({
      id: panels.length + 1,
      type: 'row',
      title: row.title,
      collapsed: false,
      gridPos: { x: 0, y, w: COLUMNS, h: 1 },
      panels: [],
    });
    y += 1;
    let x = 0;
    let height = 0;
    for (const panel of row.panels) {
      const w = panel.width ?? (panel.kind === 'stat' ? 4 : 8);
      if (x + w > COLUMNS) {
        y += height;
        x = 0;
        height = 0;
      }
      const h = HEIGHT[panel.kind];
      panels.push({ id: panels.length + 1, gridPos: { x, y, w, h }, ...toPanel(panel) });
      x += w;
      height = Math.max(height, h);
    }
    y += height;
  }
  return panels;
}

function toPanel({ title, kind, unit, description, queries }: Panel): object {
  return {
    type: kind,
    title,
    ...(description !== undefined && { description }),
    datasource: PROMETHEUS,
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCodePoint(65 + index),
      datasource: PROMETHEUS,
      expr,
      ...(legend !== undefined && { legendFormat: legend }),
      ...FORMAT[kind],
    })),
    fieldConfig: { defaults: { unit }, overrides: [] },
    options: OPTIONS[kind],
    ...(kind === 'table' && {
      transformations: [{ id: 'organize', options: { excludeByName: { Time: true } } }],
    }),
  };
}

const FORMAT = {
  // The points of an exemplar lead to its trace.
  timeseries: { exemplar: true, range: true },
  stat: { instant: true },
  table: { instant: true, format: 'table' },
  heatmap: { format: 'heatmap', range: true },
} as const;

const OPTIONS = {
  timeseries: {
    legend: { displayMode: 'table', placement: 'bottom', calcs: ['lastNotNull', 'max'] },
  },
  stat: { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: 'value', graphMode: 'none' },
  table: { showHeader: true },
  heatmap: { calculate: false, yAxis: { unit: 's' }, color: { mode: 'scheme', scheme: 'Oranges' } },
} as const;
