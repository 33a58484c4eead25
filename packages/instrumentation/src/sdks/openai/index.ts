// The adapter of `openai`: the files of its classes.

import { defineAdapter } from '../../model/adapter.ts';
import { fileRules } from '../file-rules.ts';
import { RESOURCE_FILES, SOCKET_FILES } from './files.ts';

export const openai = defineAdapter({
  name: 'openai',
  providers: ['openai'],
  clients: ['OpenAI'],
  mark: 'moderations',
  listeners: {
    'dd-trace': 'tracing:apm:openai:request:start',
    '@sentry/node': 'tracing:orchestrion:openai:chat:start',
  },
  packages: [
    {
      name: 'openai',
      versions: '>=4.76 <8',
      traces:
        'chat completions, responses, embeddings, images, audio, moderations, searches, batches, all helpers built on them with the tools that `runTools` runs, every response of Realtime, Responses and Live sockets; with `AzureOpenAI` and compatible servers',
      files: [
        ...fileRules(
          RESOURCE_FILES,
          () => (require('./classes.js') as typeof import('./classes.ts')).CLASSES,
        ),
        // Most applications use none.
        ...fileRules(
          SOCKET_FILES,
          () => (require('./sockets.js') as typeof import('./sockets.ts')).SOCKETS,
        ),
      ],
    },
  ],
});
