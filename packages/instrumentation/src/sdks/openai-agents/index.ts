// The adapter of OpenAI Agents, which traces itself: what it tells of runs, agents, tools and models becomes operations.

import { defineAdapter } from '../../model/adapter.ts';
import { awaitProvider } from './early.ts';
import { realtimeSocket } from './realtime.ts';
import { realtimeSessions, realtimeTools } from './realtime-tools.ts';
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
    {
      name: '@openai/agents-realtime',
      versions: '>=0.3.8 <1',
      traces: 'responses of sessions over WebSockets, and the tools that they run',
      files: [
        { file: /^dist\/openaiRealtimeWebsocket$/, targets: [realtimeSocket] },
        { file: /^dist\/openaiRealtimeBase$/, targets: [realtimeTools] },
        { file: /^dist\/realtimeSession$/, targets: [realtimeSessions] },
      ],
    },
  ],
});
