// The adapter of `@anthropic-ai/sdk`: the files of its classes, and its own tracing.

import { defineAdapter } from '../../model/adapter.ts';
import { fileRules } from '../file-rules.ts';
import { ANTHROPIC_FILES } from './files.ts';
import { native } from './native.ts';

export const anthropic = defineAdapter({
  name: 'anthropic',
  providers: ['anthropic'],
  clients: ['Anthropic', 'BaseAnthropic'],
  mark: 'messages',
  native,
  packages: [
    {
      name: '@anthropic-ai/sdk',
      versions: '>=0.39 <2',
      traces:
        'messages, the legacy completions, all helpers built on them (`stream`, `parse`, tool runner with its tools, threads), batches with their results, files; with `AnthropicBedrock`, `AnthropicVertex`, `AnthropicFoundry` and `AnthropicAws` of the packages beside it',
      files: fileRules(
        ANTHROPIC_FILES,
        () => (require('./classes.js') as typeof import('./classes.ts')).TARGETS,
      ),
    },
  ],
});
