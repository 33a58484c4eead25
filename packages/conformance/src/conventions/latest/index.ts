// Profile `latest`: the GenAI conventions of October 2026.
import type { Conventions } from '../../registry/definition.ts';
import { eventsOf } from '../v1-41/events.ts';
import { mcpSpans } from '../v1-41/mcp.ts';
import { attributes } from './attributes.ts';
import { metrics } from './metrics.ts';
import { inference, spans } from './spans.ts';

/** The conventions of October 2026. */
export const latest: Conventions = {
  attributes,
  spans: [...spans, ...mcpSpans],
  metrics,
  events: eventsOf(inference),
};
