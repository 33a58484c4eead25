// The adapter of OpenAI Agents, which traces itself: what it tells of runs, agents, tools and models becomes operations.

import { defineAdapter } from '../../model/adapter.ts';
import { awaitProvider } from './early.ts';
import { watchProvider } from './registered.ts';

export const openAiAgents = defineAdapter({
  name: 'openai-agents',
  packages: [
    {
      name: '@openai/agents-core',
      versions: '>=0.3.8 <1',
      traces: 'runs of agents, their tools, handoffs, guardrails and custom spans',
      files: [
        {
          file: /^dist\/tracing\/provider$/,
          targets: [
            {
              kind: 'subscribe',
              install: (_exports, tracing) => awaitProvider(() => tracing, watchProvider),
            },
          ],
        },
      ],
    },
  ],
});
