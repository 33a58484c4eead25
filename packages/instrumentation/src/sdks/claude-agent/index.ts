// The adapter of the Claude Agent SDK, which runs Claude Code in a child process: its messages become operations.

import { defineAdapter } from '../../model/adapter.ts';
import { queries } from './asking.ts';

export const claudeAgent = defineAdapter({
  name: 'claude-agent',
  packages: [
    {
      name: '@anthropic-ai/claude-agent-sdk',
      versions: '>=0.1 <1',
      traces: 'query, its subagents, responses of models and tools',
      files: [
        {
          file: /^sdk$/,
          targets: [{ kind: 'wrapped', name: 'query', isRenamed: true, around: queries }],
        },
      ],
    },
  ],
  providers: ['anthropic'],
});
