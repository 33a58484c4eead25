// The adapter of Mastra, which calls models through copies of the AI SDK's providers that nobody else sees. Its classes
// stand in files whose names change with each release.

import { defineAdapter } from '../../model/adapter.ts';
import { agents } from './agents.ts';
import { models } from './models.ts';
import { tools } from './tools.ts';
import { engines } from './workflows.ts';

export const mastra = defineAdapter({
  name: 'mastra',
  packages: [
    {
      name: '@mastra/core',
      versions: '>=1.34 <2',
      traces: 'agents, calls of models, tools, workflows and their steps',
      files: [{ file: /^dist\/[\w-]+$/, targets: [...agents, ...models, ...tools, ...engines] }],
    },
  ],
});
