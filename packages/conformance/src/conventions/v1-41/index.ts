// Profile `1.41`: the last GenAI conventions in the core repository, which most
// dashboards support.
import type { Conventions } from '../../registry/definition.ts';
import { attributes } from './attributes.ts';
import { eventsOf } from './events.ts';
import { mcpSpans } from './mcp.ts';
import { metrics } from './metrics.ts';
import * as spans from './spans.ts';

/** The conventions of v1.41. */
export const v1_41: Conventions = {
  attributes,
  spans: [
    spans.inference,
    spans.embeddings,
    spans.retrieval,
    spans.executeTool,
    spans.createAgent,
    spans.invokeAgentInternal,
    spans.invokeAgentClient,
    spans.invokeWorkflow,
    ...mcpSpans,
  ],
  metrics,
  events: eventsOf(spans.inference),
};
