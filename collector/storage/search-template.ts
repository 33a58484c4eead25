// The text of collector/storage/search-template.json: how a search engine stores spans and log records in which long texts
// are. It is a template of the older kind, of which several apply to one index, so that it adds to the engine's own.

import { CONTENT } from '../../packages/instrumentation/dist/model/fields/content-fields.js';

/** Indices of OpenSearch's Data Prepper, and of its exporter in the collector. */
const INDICES = ['otel-v1-apm-span-*', 'ss4o_traces-*', 'logs-otel-v1-*', 'ss4o_logs-*'];
/** What is kept as it is: no search, no sorting, no limit of length, and any shape. */
const STORED = { type: 'object', enabled: false };
/** Longer texts are kept as well, and not found by what they say. */
const OTHER = { type: 'keyword', ignore_above: 1024 };

/** By the names that the engine's own templates use, which these replace. */
const DYNAMIC = {
  resource_attributes_map: 'resource.attributes.*',
  span_attributes_map: 'span.attributes.*',
  attributes_map: 'attributes.*',
  events_attributes_map: 'events.attributes.*',
  log_attributes_map: 'log.attributes.*',
};

/** The template, generated from the table of fields. */
export function searchTemplate(): string {
  // Hashes, counts and addresses stand in the same table, and may be searched.
  const names = Object.values(CONTENT)
    .filter(({ text }) => text.startsWith('Content.'))
    .map(({ attribute }) => attribute);
  // Data Prepper writes `@` where a name has a dot, and puts attributes below `span` or `log`.
  const withSigns = names.map((name) => name.replaceAll('.', '@'));
  const template = {
    index_patterns: INDICES,
    order: 100,
    mappings: {
      dynamic_templates: Object.entries(DYNAMIC).map(([name, pattern]) => ({
        [name]: { path_match: pattern, match_mapping_type: 'string', mapping: OTHER },
      })),
      properties: {
        ...attributes(names),
        span: { properties: attributes(withSigns) },
        log: { properties: attributes(withSigns) },
        events: { properties: attributes([...names, ...withSigns]) },
      },
    },
  };
  return `${JSON.stringify(template, undefined, 2)}\n`;
}

function attributes(names: readonly string[]): object {
  return { attributes: { properties: Object.fromEntries(names.map((name) => [name, STORED])) } };
}
